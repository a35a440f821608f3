package io.bendsync.source.cdc.load;

import io.bendsync.source.cdc.stream.PolledOffsets;
import io.bendsync.source.cdc.stream.Reading;
import io.bendsync.source.cdc.stream.ServerMark;
import io.bendsync.source.cdc.stream.TaskContext;
import io.debezium.connector.mysql.MySqlConnectorTask;
import io.debezium.relational.TableId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Debezium note the binlog's position and the structure that the tables have there, without their rows and without
 * a lock that writes wait for. Meanwhile a transaction of our own uses every captured table, so that none can change its
 * structure between the two. The position's offset says that a first load is to come; all is handed out in one piece.
 */
public final class StructureReading implements Reading {

    private static final Logger LOG = LoggerFactory.getLogger(StructureReading.class);
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final long PAUSE_MS = 500;
    private static final String HEARTBEAT = "heartbeat.interval.ms";

    private final Map<String, String> config;
    private final SourceTaskContext context;
    private final PolledOffsets offsets;
    private final List<SourceRecord> records = new ArrayList<>();
    private List<TableId> tables = List.of();
    private LoadConnection connection;
    private SourceTask debezium;
    private boolean over;

    /**
     * @param config the configuration in Debezium's words
     * @param context Connect's
     * @param offsets what is stored
     */
    public StructureReading(Map<String, String> config, SourceTaskContext context, PolledOffsets offsets) {
        this.config = new HashMap<>(config);
        this.config.put("snapshot.mode", "no_data");
        this.config.put("snapshot.locking.mode", "none");
        if (Long.parseLong(config.get(HEARTBEAT)) <= 0) {
            // The position comes in a heartbeat.
            this.config.put(HEARTBEAT, "10000");
        }
        this.context = new TaskContext(context, offsets);
        this.offsets = offsets;
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        try {
            if (debezium == null && !begin()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
                return null;
            }
            List<SourceRecord> polled = debezium.poll();
            for (SourceRecord record : polled == null ? List.<SourceRecord>of() : polled) {
                if (!LoadOffsets.isFresh(record.sourceOffset())) {
                    return found(record);
                }
                records.add(record);
            }
            return null;
        } catch (SQLException e) {
            throw new ConnectException("the tables' structure cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        SourceTask running = debezium;
        debezium = null;
        records.clear();
        try {
            if (running != null) {
                running.stop();
            }
        } catch (RuntimeException e) {
            LOG.debug("Debezium's task did not stop cleanly", e);
        }
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** False if a table is being altered, which may take its time. */
    private boolean begin() throws SQLException {
        connection = LoadConnection.open(config);
        tables = connection.captured();
        try {
            connection.execute("START TRANSACTION READ ONLY");
            for (TableId table : tables) {
                connection.keep(table);
            }
        } catch (SQLException e) {
            if (e.getErrorCode() != LOCK_WAIT_TIMEOUT) {
                throw e;
            }
            LOG.warn("The first load waits for a table that is being altered ({})", e.getMessage());
            close();
            return false;
        }
        debezium = new MySqlConnectorTask();
        debezium.initialize(context);
        debezium.start(config);
        return true;
    }

    /** The first record behind the structure is the position's; what follows it is read again when its time comes. */
    private List<SourceRecord> found(SourceRecord position) throws SQLException {
        if (position.value() instanceof Struct value && value.schema().field("op") != null) {
            throw new ConnectException("Debezium gave no position before its first change");
        }
        if (!connection.captured().equals(tables)) {
            LOG.info("Tables came or went meanwhile; their structure is read again");
            close();
            return null;
        }
        Map<String, Object> offset = new HashMap<>(position.sourceOffset());
        offset.put(LoadOffsets.LOAD, UUID.randomUUID().toString());
        ServerMark.put(offset, connection.serverUuid());
        // The position may come with the last table's structure.
        LoadOrigin.put(
                offset, Stream.concat(records.stream(), Stream.of(position)).toList());
        List<SourceRecord> all = new ArrayList<>(records);
        all.add(new SourceRecord(
                position.sourcePartition(),
                offset,
                position.topic(),
                position.kafkaPartition(),
                position.keySchema(),
                position.key(),
                position.valueSchema(),
                position.value()));
        LOG.info("The structure of {} tables is known at {}:{}", tables.size(), offset.get("file"), offset.get("pos"));
        over = true;
        offsets.remember(all);
        close();
        return all;
    }
}
