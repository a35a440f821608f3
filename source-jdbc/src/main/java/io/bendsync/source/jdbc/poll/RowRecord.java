package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.page.Row;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * The record of a row, with the row as it was read. It is equal to itself alone: with exactly-once on, Kafka Connect keeps
 * the records on their way in a hash map, and a plain record's hash goes through every cell of its row.
 */
public final class RowRecord extends SourceRecord {
    private final Row row;

    /**
     * A record.
     *
     * @param partition the source partition
     * @param offset the position to store when it has been sent
     * @param topic where it goes
     * @param row the row
     */
    public RowRecord(Map<String, ?> partition, Map<String, ?> offset, String topic, Row row) {
        super(
                partition,
                offset,
                topic,
                null,
                row.keySchema(),
                row.key(),
                row.value().schema(),
                row.value());
        this.row = row;
    }

    /** The row. */
    public Row row() {
        return row;
    }

    /** The same row under another source partition and offset. */
    public RowRecord under(Map<String, ?> partition, Map<String, ?> offset) {
        return new RowRecord(partition, offset, topic(), row);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
