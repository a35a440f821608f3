package io.bendsync.sink.commit;

import io.bendsync.sink.buffer.RowEncoders;
import io.bendsync.sink.config.SinkSettings;
import io.bendsync.sink.databend.DatabendException;
import io.bendsync.sink.databend.Endpoint;
import io.bendsync.sink.databend.Session;
import io.bendsync.sink.databend.Stage;
import io.bendsync.sink.load.EncodedFile;
import io.bendsync.sink.load.Loader;
import io.bendsync.sink.schema.TableKeeper;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything from a waiting batch to committed rows, put together: what the task talks to. */
public final class WritePath implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WritePath.class);
    private static final int OPENERS = 8;

    private final boolean exactlyOnce;
    private final Ledger ledger;
    private final SessionPool sessions;
    private final Garbage garbage;
    private final StagePaths paths;
    private final Flusher flusher;
    private final ExecutorService openers = Executors.newCachedThreadPool(runnable -> {
        Thread thread = new Thread(runnable, "databend-sink-open");
        thread.setDaemon(true);
        return thread;
    });
    private final ExecutorService encoding = Executors.newSingleThreadExecutor(runnable -> {
        Thread thread = new Thread(runnable, "databend-sink-encode");
        thread.setDaemon(true);
        return thread;
    });

    public WritePath(SinkSettings settings, Endpoint endpoint, FaultPoints faults, FlushListener listener) {
        this.exactlyOnce = settings.exactlyOnce();
        this.ledger = new Ledger(
                settings.ledgerDatabase(),
                settings.connectorName(),
                settings.schema().create());
        this.sessions = new SessionPool(
                () -> new Session(endpoint, settings.connection().database(), settings.sessionSettings()));
        this.garbage = new Garbage(sessions);
        this.paths = new StagePaths(
                settings.connectorName(), UUID.randomUUID().toString().substring(0, 8));
        TableKeeper tables = new TableKeeper(settings.schema());
        Loader loader = new Loader(
                tables,
                new Stage(endpoint),
                settings.records().upsert(),
                settings.schema().softDeleteColumn());
        CommitProtocol protocol =
                exactlyOnce ? new ExactlyOnce(ledger, sessions, openers, faults) : new AtLeastOnce(sessions, faults);
        LaneWriter writer = new LaneWriter(
                loader, tables, protocol, sessions, garbage, paths, settings.retry(), settings.tolerant(), faults);
        this.flusher = new Flusher(settings.flush().threads(), writer, listener);
    }

    public Flusher flusher() {
        return flusher;
    }

    /** Encoders for rows that wait. */
    public RowEncoders encoders() {
        return new RowEncoders(EncodedFile::new, encoding);
    }

    /**
     * Takes partitions over from whoever had them.
     *
     * @return by partition, where to go on and by which epoch; at offset -1 Kafka's own is to be used
     */
    public Map<TopicPartition, LedgerEntry> open(Collection<TopicPartition> partitions) throws DatabendException {
        Map<TopicPartition, LedgerEntry> taken = new HashMap<>();
        if (!exactlyOnce) {
            partitions.forEach(p -> taken.put(p, LedgerEntry.UNKNOWN));
            return taken;
        }
        // A token of its own for each opening: a batch of our own earlier ownership must be fenced too.
        String owner = UUID.randomUUID().toString();
        ExecutorService openers = Executors.newFixedThreadPool(Math.max(1, Math.min(OPENERS, partitions.size())));
        try {
            Map<TopicPartition, Future<LedgerEntry>> entries = new HashMap<>();
            partitions.forEach(p -> entries.put(p, openers.submit(() -> acquire(p, owner))));
            for (Map.Entry<TopicPartition, Future<LedgerEntry>> entry : entries.entrySet()) {
                LedgerEntry acquired = entry.getValue().get();
                taken.put(entry.getKey(), acquired);
                LOG.info(
                        "Took over {} at offset {}, epoch {}", entry.getKey(), acquired.nextOffset(), acquired.epoch());
            }
            return taken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabendException(
                    io.bendsync.sink.databend.ErrorKind.UNANSWERED, 0, "interrupted while reading the ledger", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DatabendException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            openers.shutdownNow();
        }
    }

    private LedgerEntry acquire(TopicPartition partition, String owner) throws DatabendException {
        Session session = sessions.take();
        LedgerEntry entry = ledger.acquire(session, partition.topic(), partition.partition(), owner);
        sessions.giveBack(session);
        if (entry.epoch() > 1) {
            // Files of earlier owners: whatever they were for is either committed or will be read again.
            garbage.add(paths.folder(partition.topic(), partition.partition()));
            garbage.remove();
        }
        return entry;
    }

    @Override
    public void close() {
        flusher.close();
        openers.shutdownNow();
        encoding.shutdown();
    }
}
