package io.bendsync.source.cdc.stream;

import io.bendsync.source.cdc.ddl.DdlPolicy;
import io.bendsync.source.cdc.ddl.SchemaChanges;
import io.bendsync.source.cdc.ddl.WorkingCopies;
import io.debezium.connector.mysql.MySqlConnectorTask;
import java.io.EOFException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Debezium's task reading the binlog, with an eye on its connection; for ever. */
public final class BinlogReading implements Reading {

    private static final Logger LOG = LoggerFactory.getLogger(BinlogReading.class);
    private static final int SILENT_KEEP_ALIVES = 6;
    private static final int SILENT_HEARTBEATS = 3;
    private static final Duration EVER = Duration.ofDays(36500);

    private final SourceTask debezium = new MySqlConnectorTask();
    private final EnumCommas enumCommas = new EnumCommas();
    private final XaNotice xa;
    private final PolledOffsets offsets;
    private final LoadedEvents loaded;
    private final SchemaChanges schemaChanges;
    private final WorkingCopies copies;
    private final NewTables newTables;
    private final BinlogClient client;
    private final Position now;
    private final String server;
    private final Runnable caughtUp;
    private final StreamWatch watch;
    private boolean behind = true;

    /**
     * Starts.
     *
     * @param config the configuration in Debezium's words
     * @param context Connect's
     * @param offsets where to begin; told of everything that is handed out
     * @param starts by {@code database.table}, up to where changes were loaded already
     * @param now a position in the binlog at this moment
     * @param server by which the server is told from all others
     * @param caughtUp is run once when the reading has reached that
     * @param xa tells of XA transactions
     * @param newTables tells of tables that were never loaded
     * @param copies tables that are left out
     * @param policy what of schema changes the target is to follow
     */
    public BinlogReading(
            Map<String, String> config,
            SourceTaskContext context,
            PolledOffsets offsets,
            Map<String, Position> starts,
            Position now,
            String server,
            Runnable caughtUp,
            XaNotice xa,
            NewTables newTables,
            WorkingCopies copies,
            DdlPolicy policy) {
        this.offsets = offsets;
        this.copies = copies;
        this.newTables = newTables;
        this.schemaChanges = new SchemaChanges(config, policy, copies);
        this.loaded = new LoadedEvents(starts);
        this.now = now;
        this.server = server;
        this.caughtUp = caughtUp;
        this.xa = xa;
        client = new BinlogClient(config.get("topic.prefix"));
        watch = new StreamWatch(client::isLoading, client::isConnected, longestSilence(config), System::nanoTime);
        debezium.initialize(new TaskContext(context, offsets));
        try {
            debezium.start(config);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        LOG.info(
                "Reading the binlog of {}:{} as server id {}",
                config.get("database.hostname"),
                config.get("database.port"),
                config.get("database.server.id"));
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        List<SourceRecord> records = debezium.poll();
        if (records == null || records.isEmpty()) {
            watch.trouble().ifPresent(trouble -> {
                throw new ConnectException(trouble, new EOFException(trouble));
            });
            return null;
        }
        watch.heard();
        ServerMark.put(records, server);
        offsets.remember(records);
        lookWhetherCaughtUp(records.get(records.size() - 1));
        List<SourceRecord> fresh = new ArrayList<>(records.size());
        for (SourceRecord record : records) {
            if (!copies.include(record) && !loaded.include(record) && !saysNothing(record)) {
                xa.about(record).ifPresent(LOG::warn);
                fresh.add(enumCommas.repaired(record));
                if (SchemaChanges.isOne(record)) {
                    announce(record, fresh);
                }
            }
        }
        loaded.passed(records.get(records.size() - 1).sourceOffset());
        return fresh.isEmpty() ? null : fresh;
    }

    /** The tombstone that follows a delete, in a table without a key: nobody can tell of what. */
    private static boolean saysNothing(SourceRecord record) {
        return record.key() == null && record.value() == null;
    }

    /** What a table was before it was loaded is no news to its topic. */
    private void announce(SourceRecord schemaChange, List<SourceRecord> fresh) {
        Struct source = ((Struct) schemaChange.value()).getStruct("source");
        for (SourceRecord announcement : schemaChanges.announced(schemaChange)) {
            Struct value = (Struct) announcement.value();
            if (!loaded.include(value.getString("db") + "." + value.getString("table"), source)) {
                fresh.add(announcement);
            }
        }
    }

    @Override
    public boolean isOver() {
        return false;
    }

    @Override
    public void delivered(SourceRecord record, RecordMetadata metadata) throws InterruptedException {
        debezium.commitRecord(record, metadata);
    }

    @Override
    public void stored() throws InterruptedException {
        debezium.commit();
    }

    @Override
    public void close() {
        try {
            debezium.stop();
        } catch (RuntimeException e) {
            // It may have failed half-way through its start; what matters is why it failed, which is reported.
            LOG.debug("Debezium's task did not stop cleanly", e);
        }
    }

    private void lookWhetherCaughtUp(SourceRecord last) {
        if (behind
                && last.sourceOffset().get("file") instanceof String file
                && last.sourceOffset().get("pos") instanceof Number pos
                && now.isReachedBy(file, pos.longValue())) {
            behind = false;
            caughtUp.run();
            newTables.tell(client.knownTables());
        }
    }

    /** The server's heartbeats show in records of Debezium's only as often as these are asked for; or never. */
    static Duration longestSilence(Map<String, String> config) {
        long keepAlive = Long.parseLong(config.get("connect.keep.alive.interval.ms"));
        long heartbeat = Long.parseLong(config.get("heartbeat.interval.ms"));
        return heartbeat <= 0
                ? EVER
                : Duration.ofMillis(Math.max(SILENT_KEEP_ALIVES * keepAlive, SILENT_HEARTBEATS * heartbeat));
    }
}
