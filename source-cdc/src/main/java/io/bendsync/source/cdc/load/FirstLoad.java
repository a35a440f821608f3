package io.bendsync.source.cdc.load;

import io.bendsync.source.cdc.stream.AfterState;
import io.bendsync.source.cdc.stream.PolledOffsets;
import io.bendsync.source.cdc.stream.Reading;
import io.debezium.relational.TableId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all captured tables by several threads, big ones in ranges of their key, and is over when Kafka has every row.
 * Only then may the binlog be read, from the position that was stored before the first row: so in every topic all
 * loaded rows stand before all changes. What is done is known from the offsets of the rows themselves.
 */
public final class FirstLoad implements Reading {

    private static final Logger LOG = LoggerFactory.getLogger(FirstLoad.class);
    private static final long LONGEST_WAIT_MS = 500;
    private static final long STORE_CHECK_MS = 100;
    private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(10);
    // With exactly-once on, each poll is a transaction, whose end takes its time.
    private static final int MOST_AT_ONCE = 10;
    private static final long BYTES_AT_ONCE = 16 << 20;
    private static final int QUEUED_PER_THREAD = 3;
    private static final long QUEUED_BYTES = 64 << 20;
    private static final long GENTLE_END_MS = 500;
    private static final long LONGEST_END_MS = 2000;

    private final Map<String, String> config;
    private final PolledOffsets offsets;
    private final String load;
    private final LoadStatus status;
    private final LoadJobs jobs = new LoadJobs();
    private final BatchQueue batches;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Set<TableId> seen = new HashSet<>();
    private final Map<LoadThread, Thread> threads = new LinkedHashMap<>();
    private final TableShapes shapes;
    private final Deliveries deliveries;
    private final boolean resumed;
    private boolean stored;
    private boolean over;
    private long lastSaid = System.nanoTime();

    /**
     * Begins, or goes on with what is stored.
     *
     * @param config the configuration in Debezium's words
     * @param settings threads and sizes
     * @param offsets what is stored; told of everything that is handed out
     * @param load which load it is; progress of others does not count
     * @param deliveries what the task has handed out, this and earlier attempts
     * @param resumed whether an earlier task may have sent rows of this load whose offsets were not stored any more
     * @param status is kept up to date
     * @param afterState which tables' rows are sent bare; empty if none are
     * @throws SQLException if the server cannot be asked
     */
    public FirstLoad(
            Map<String, String> config,
            LoadSettings settings,
            PolledOffsets offsets,
            String load,
            Deliveries deliveries,
            boolean resumed,
            LoadStatus status,
            Optional<AfterState> afterState)
            throws SQLException {
        this.config = Map.copyOf(config);
        this.offsets = offsets;
        this.load = load;
        this.deliveries = deliveries;
        this.resumed = resumed;
        this.status = status;
        this.batches = new BatchQueue(QUEUED_PER_THREAD * settings.threads(), QUEUED_BYTES);
        LoadOrigin origin = LoadOrigin.of(offsets.offset(LoadOffsets.partition(config)));
        status.now(LoadStatus.State.LOADING);
        status.reset();
        try (LoadConnection connection = LoadConnection.open(config)) {
            // Better now than after the whole load.
            connection.requireBinlogFrom(origin.position());
            shapes = new TableShapes(config, connection, afterState);
            takeUp(connection);
        }
        TablePlanner planner = new TablePlanner(this.config, shapes, load, origin, settings.chunkRows());
        for (int i = 0; i < settings.threads(); i++) {
            LoadThread work = new LoadThread(this.config, planner, jobs, batches, this::planned, failure);
            Thread thread = new Thread(work, "first-load-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.put(work, thread);
        }
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new ConnectException("the first load has failed: " + thrown.getMessage(), thrown);
        }
        if (!isPositionStored()) {
            return null;
        }
        Batch batch = batches.poll(jobs.isEmpty() ? 0 : LONGEST_WAIT_MS);
        List<SourceRecord> records = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; batch != null; i++) {
            records.addAll(handOut(batch));
            bytes += batch.bytes();
            batch = i < MOST_AT_ONCE && bytes < BYTES_AT_ONCE ? batches.poll(0) : null;
        }
        deliveries.handedOut(records.size());
        offsets.remember(records);
        sayProgress();
        if (records.isEmpty() && jobs.isEmpty() && batches.isEmpty()) {
            endIfDelivered();
        }
        return records.isEmpty() ? null : records;
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        jobs.close();
        // Threads with nothing to do end by themselves, and close their connections undisturbed.
        if (!over || !end(GENTLE_END_MS)) {
            threads.values().forEach(Thread::interrupt);
            // That does not end the waiting for an answer of the server.
            if (!end(GENTLE_END_MS)) {
                threads.keySet().forEach(LoadThread::abort);
                end(LONGEST_END_MS);
            }
        }
        shapes.close();
    }

    /** Waits for all threads; false if this was not enough time. */
    private boolean end(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            for (Thread thread : threads.values()) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return threads.values().stream().noneMatch(Thread::isAlive);
    }

    /**
     * No row may reach Kafka before the position is stored: the load would begin anew from a later one, and nothing
     * would take back a row that was deleted between the two.
     */
    private boolean isPositionStored() throws InterruptedException {
        if (!stored) {
            stored = LoadOffsets.load(offsets.stored(LoadOffsets.partition(config)))
                    .equals(Optional.of(load));
            if (!stored) {
                TimeUnit.MILLISECONDS.sleep(STORE_CHECK_MS);
            }
        }
        return stored;
    }

    private List<SourceRecord> handOut(Batch batch) {
        if (batch.table().isSuperseded()) {
            return List.of();
        }
        List<SourceRecord> records = batch.handOut();
        status.rowsLoaded.addAndGet(batch.rows());
        if (batch.last()) {
            status.chunksLoaded.incrementAndGet();
        }
        if (batch.last() && batch.table().progress().isDone()) {
            status.tablesLoaded.incrementAndGet();
            LOG.info(
                    "Table {} is loaded: {} rows, {} s",
                    batch.table().shape().id(),
                    batch.table().progress().rows(),
                    (long) batch.table().seconds());
        }
        return records;
    }

    /** Waits a moment for Kafka; when it has everything, looks for tables that came meanwhile, or is over. */
    private void endIfDelivered() throws InterruptedException {
        if (!deliveries.awaitAll(LONGEST_WAIT_MS)) {
            return;
        }
        try (LoadConnection connection = LoadConnection.open(config)) {
            // A table that was renamed has its rows under a name that was not there before.
            takeUp(connection);
        } catch (SQLException e) {
            throw new ConnectException("the first load cannot see its tables: " + e.getMessage(), e);
        }
        if (jobs.isEmpty()) {
            LOG.info("The first load is over: {} rows of {} tables", status.rowsLoaded, status.tables);
            over = true;
        }
    }

    /** Adds what there is to do for tables not seen before. */
    private void takeUp(LoadConnection connection) throws SQLException {
        Set<TableId> fresh = new LinkedHashSet<>(connection.captured());
        fresh.removeAll(seen);
        seen.addAll(fresh);
        status.tables.set(seen.size());
        Map<TableId, Map<String, Object>> stored = LoadOffsets.of(config, fresh, offsets);
        for (TableId table : fresh) {
            Optional<TableProgress> progress =
                    Optional.ofNullable(stored.get(table)).flatMap(offset -> TableProgress.of(offset, load));
            if (progress.isEmpty()) {
                jobs.add(new LoadJobs.Job.Plan(table, resumed ? LoadJobs.Sent.PERHAPS_ROWS : LoadJobs.Sent.NOTHING));
            } else if (progress.get().isDone()) {
                status.tablesLoaded.incrementAndGet();
                status.rowsLoaded.addAndGet(progress.get().rows());
            } else {
                goOn(connection, table, progress.get());
            }
        }
    }

    private void goOn(LoadConnection connection, TableId table, TableProgress progress) throws SQLException {
        TableShape shape = shapes.shape(table, connection.createStatement(table));
        if (!shape.keyed() || !shape.structure().equals(progress.plan().structure())) {
            jobs.add(new LoadJobs.Job.Plan(table, LoadJobs.Sent.OTHER_ROWS));
            return;
        }
        TableLoad taken = new TableLoad(shape, progress, LoadOffsets.partition(config, table));
        count(progress.plan());
        status.rowsLoaded.addAndGet(progress.rows());
        int left = 0;
        for (int chunk = 0; chunk < progress.plan().chunks(); chunk++) {
            if (progress.isDone(chunk)) {
                status.chunksLoaded.incrementAndGet();
            } else {
                left++;
                jobs.add(new LoadJobs.Job.Chunk(taken, chunk, progress.at(chunk)));
            }
        }
        LOG.info("Going on with table {}: {} rows are loaded, {} chunks are left", table, progress.rows(), left);
    }

    private TableLoad planned(TablePlan plan, TableShape shape) {
        count(plan);
        return new TableLoad(shape, new TableProgress(plan), LoadOffsets.partition(config, shape.id()));
    }

    private void count(TablePlan plan) {
        status.rowsEstimated.addAndGet(plan.rows());
        status.chunks.addAndGet(plan.chunks());
    }

    private void sayProgress() {
        long now = System.nanoTime();
        if (now - lastSaid >= PROGRESS_NANOS) {
            lastSaid = now;
            LOG.info(
                    "First load: {} of {} tables, {} of about {} rows",
                    status.tablesLoaded,
                    status.tables,
                    status.rowsLoaded,
                    status.rowsEstimated);
        }
    }
}
