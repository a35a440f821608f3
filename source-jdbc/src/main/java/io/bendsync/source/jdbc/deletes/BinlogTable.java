package io.bendsync.source.jdbc.deletes;

import io.bendsync.source.jdbc.binlog.DeleteFeed;
import io.bendsync.source.jdbc.page.Row;
import io.bendsync.source.jdbc.poll.TablePoller;
import io.bendsync.source.jdbc.poll.TableTarget;
import io.bendsync.source.jdbc.position.StoredOffset;
import io.bendsync.source.jdbc.table.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * A table whose deletes come out of the binlog: how far these have been read, by what is stored. That has a source
 * partition of its own, in which the position is moved only by marks, records of another topic: all that is sent in between
 * carries the position of the last mark, so that a crash never skips any of it.
 */
final class BinlogTable {
    private static final Schema SOURCE = SchemaBuilder.struct()
            .name("io.bendsync.Source")
            .field("db", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .build();

    private static final Schema TRUNCATED = SchemaBuilder.struct()
            .name("io.bendsync.Truncated")
            .field("after", SchemaBuilder.struct().optional().build())
            .field("source", SOURCE)
            .field("op", Schema.STRING_SCHEMA)
            .build();

    private final TableName name;
    private final TableTarget target;
    private final Places places;
    private final Supplier<Optional<Map<String, Object>>> stored;
    private final LongSupplier commits;
    private final Function<TableTarget, TablePoller> everything;
    private Map<String, ?> polled;
    private String position = "";
    private boolean asked;
    private boolean begun;
    private long looked = -1;
    private long markedNanos = System.nanoTime();

    /**
     * A table of which nothing is known yet.
     *
     * @param target where records go, under the partition of its deletes
     * @param places where marks go and how often, and whether TRUNCATE counts
     * @param stored looks the stored position up
     * @param commits how often Connect has stored offsets
     * @param everything reads the whole table
     */
    BinlogTable(
            TableName name,
            TableTarget target,
            Places places,
            Supplier<Optional<Map<String, Object>>> stored,
            LongSupplier commits,
            Function<TableTarget, TablePoller> everything) {
        this.name = name;
        this.target = target;
        this.places = places;
        this.stored = stored;
        this.commits = commits;
        this.everything = everything;
    }

    TableName name() {
        return name;
    }

    boolean truncates() {
        return places.truncates();
    }

    /**
     * Goes where the stored position says. If there is none, the one of now is to be stored before any row is read: else a
     * row could be sent, deleted, and forgotten by a crash.
     *
     * @param now what the server has executed
     * @return what is to be sent for that
     */
    List<SourceRecord> begin(Now now) throws SQLException {
        long seen = commits.getAsLong();
        if (!begun && seen != looked) {
            looked = seen;
            Optional<Object> found = stored.get().map(offset -> offset.get(StoredOffset.GTIDS));
            if (found.isPresent()) {
                position = found.get().toString();
                begun = true;
                return List.of();
            }
        }
        if (begun || asked) {
            return List.of();
        }
        asked = true;
        position = now.executed();
        return List.of(mark());
    }

    /** Whether the position is stored. */
    boolean begun() {
        return begun;
    }

    String position() {
        return position;
    }

    /** A mark, when it is time for one and the position has moved. */
    List<SourceRecord> mark(DeleteFeed feed) {
        if (System.nanoTime() - markedNanos < places.interval().toNanos()) {
            return List.of();
        }
        markedNanos = System.nanoTime();
        String now = feed.position(name);
        if (now.isEmpty() || now.equals(position)) {
            return List.of();
        }
        position = now;
        return List.of(mark());
    }

    private SourceRecord mark() {
        return new SourceRecord(
                target.partition(),
                offset(),
                places.topic(),
                null,
                Schema.STRING_SCHEMA,
                name.toString(),
                Schema.STRING_SCHEMA,
                position);
    }

    /** The last offset of a row that was polled, null if none was. */
    Map<String, ?> polled() {
        return polled;
    }

    void polled(Map<String, ?> offset) {
        polled = offset;
    }

    SourceRecord record(Row row) {
        return target.record(row, offset());
    }

    SourceRecord tombstone(Struct key) {
        return new SourceRecord(target.partition(), offset(), target.topic(), null, key.schema(), key, null, null);
    }

    /** Says that all rows of the table are gone. */
    SourceRecord truncated() {
        Struct value = new Struct(TRUNCATED)
                .put("source", new Struct(SOURCE).put("db", name.database()).put("table", name.table()))
                .put("op", "t");
        return new SourceRecord(target.partition(), offset(), target.topic(), null, null, null, TRUNCATED, value);
    }

    /** All its rows. */
    TablePoller everything() {
        Map<String, ?> offset = offset();
        return everything.apply(new TableTarget(target.partition(), target.topic(), none -> offset));
    }

    private Map<String, ?> offset() {
        return Map.of(StoredOffset.GTIDS, position);
    }

    /**
     * Where marks go.
     *
     * @param topic their topic
     * @param interval the time between two
     * @param truncates whether it counts that a table is emptied
     */
    record Places(String topic, Duration interval, boolean truncates) {}

    /** Asks the server. */
    @FunctionalInterface
    interface Now {
        String executed() throws SQLException;
    }
}
