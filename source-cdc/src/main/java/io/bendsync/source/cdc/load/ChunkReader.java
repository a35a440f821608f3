package io.bendsync.source.cdc.load;

import io.bendsync.source.cdc.stream.IdentityRecord;
import io.bendsync.source.cdc.stream.Position;
import io.debezium.connector.SnapshotRecord;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.data.Envelope;
import io.debezium.relational.Column;
import io.debezium.relational.Table;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Reads a chunk of a table, or all of it, and passes it on as batches of records: as Debezium's first load has them, or
 * the bare rows.
 */
final class ChunkReader {

    private static final int BATCH_ROWS = 1000;
    private static final long BATCH_BYTES = 1 << 20;

    private final LoadConnection connection;
    private final MySqlConnectorConfig config;
    private final TableLoad load;
    private final int chunk;
    private final Table table;
    private final Struct source;

    ChunkReader(LoadConnection connection, MySqlConnectorConfig config, TableLoad load, int chunk) {
        this.connection = connection;
        this.config = config;
        this.load = load;
        this.chunk = chunk;
        this.table = load.shape().table();
        this.source = source(load.plan().start());
    }

    /**
     * Takes back what was sent of the table before.
     *
     * @param sink gets a truncate, which all rows are to come after
     */
    void empty(Sink sink) throws InterruptedException {
        Rows rows = new Rows();
        rows.add(load.shape().schema().getEnvelopeSchema().truncate(source, Instant.now()));
        sink.pass(rows.batch(false));
    }

    /**
     * Reads to the chunk's end.
     *
     * @param after where an earlier reading of the chunk has come to
     */
    void read(Optional<String> after, Sink sink) throws SQLException, InterruptedException {
        Rows rows = new Rows();
        try (PreparedStatement statement = connection
                .jdbc()
                .prepareStatement(select(after.isPresent()), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            bind(statement, after);
            // Has Connector/J hand rows on as they come, where it would gather all of them first.
            statement.setFetchSize(Integer.MIN_VALUE);
            try (ResultSet found = statement.executeQuery()) {
                RowReader reader = new RowReader(connection, table, found);
                while (found.next()) {
                    if (rows.isFull()) {
                        sink.pass(rows.batch(false));
                        rows = new Rows();
                    }
                    rows.add(reader.read(found));
                }
            }
        }
        sink.pass(rows.batch(true));
    }

    private String select(boolean resumed) {
        String column = load.plan().column();
        List<String> limits = new ArrayList<>();
        if (resumed || load.plan().above(chunk).isPresent()) {
            limits.add(LoadConnection.quoted(column) + " > ?");
        }
        if (load.plan().upTo(chunk).isPresent()) {
            limits.add(LoadConnection.quoted(column) + " <= ?");
        }
        return "SELECT "
                + table.columns().stream()
                        .map(it -> LoadConnection.quoted(it.name()))
                        .collect(Collectors.joining(", "))
                + " FROM " + LoadConnection.quoted(table.id())
                + (limits.isEmpty() ? "" : " WHERE " + String.join(" AND ", limits))
                + (column.isEmpty() ? "" : " ORDER BY " + LoadConnection.quoted(column));
    }

    private void bind(PreparedStatement statement, Optional<String> after) throws SQLException {
        int index = 0;
        for (Optional<String> limit :
                List.of(after.or(() -> load.plan().above(chunk)), load.plan().upTo(chunk))) {
            if (limit.isPresent()) {
                SplitKind.of(load.shape().leading().orElseThrow()).bind(statement, ++index, limit.get());
            }
        }
    }

    /** What Debezium says of where a row of its first load comes from; one object for all rows of a chunk. */
    private Struct source(Position start) {
        MySqlOffsetContext offset = MySqlOffsetContext.initial(config);
        offset.setBinlogStartPoint(start.file(), start.pos());
        offset.getSource().setSnapshot(SnapshotRecord.TRUE);
        offset.event(table.id(), Instant.now());
        return offset.getSourceInfo();
    }

    private Envelope envelope() {
        return load.shape().schema().getEnvelopeSchema();
    }

    private static long size(Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        return value instanceof byte[] bytes ? bytes.length : 8;
    }

    /** Takes batches; waits while there is no room. */
    @FunctionalInterface
    interface Sink {
        void pass(Batch batch) throws InterruptedException;
    }

    private final class Rows {

        private final Map<String, Object> before = new HashMap<>();
        private final Map<String, Object> after = new HashMap<>();
        private final List<SourceRecord> records = new ArrayList<>(BATCH_ROWS);
        private final Instant now = Instant.now();
        private Object[] lastRow;
        private long bytes;
        private int rows;

        boolean isFull() {
            return rows >= BATCH_ROWS || bytes >= BATCH_BYTES;
        }

        void add(Object[] row) {
            Struct value = load.shape().schema().valueFromColumnData(row);
            Struct key = load.shape().schema().keyFromColumnData(row);
            add(key, load.shape().bare() ? value : envelope().read(value, source, now));
            lastRow = row;
            rows++;
            for (Object cell : row) {
                bytes += size(cell);
            }
        }

        void add(Struct truncate) {
            add(null, truncate);
        }

        /** The last record alone has the offset that counts all of them. */
        Batch batch(boolean last) {
            if (!records.isEmpty()) {
                SourceRecord end = records.remove(records.size() - 1);
                records.add(new IdentityRecord(
                        end.sourcePartition(),
                        after,
                        end.topic(),
                        end.keySchema(),
                        end.key(),
                        end.valueSchema(),
                        end.value()));
            }
            return new Batch(load, chunk, records, before, after, at(), last, rows, bytes);
        }

        private String at() {
            if (lastRow == null || !load.shape().resumable()) {
                return null;
            }
            Column column = load.shape().leading().orElseThrow();
            return String.valueOf(lastRow[column.position() - 1]);
        }

        private void add(Struct key, Struct value) {
            Schema keySchema = key == null ? null : load.shape().schema().keySchema();
            records.add(new IdentityRecord(
                    load.partition(),
                    key == null ? new NumberedOffset(before, records.size()) : before,
                    load.shape().topic(),
                    keySchema,
                    key,
                    value.schema(),
                    value));
        }
    }
}
