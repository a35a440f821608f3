package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.page.Row;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Where a table's records go and under which name its position is kept.
 *
 * @param partition the source partition
 * @param topic the topic
 * @param marks adds to each record's offset what is not about the position; called once per record, in order
 */
public record TableTarget(Map<String, String> partition, String topic, UnaryOperator<Map<String, ?>> marks) {
    /** A target whose offsets are positions and nothing else. */
    public TableTarget(Map<String, String> partition, String topic) {
        this(partition, topic, UnaryOperator.identity());
    }

    /** The record of a row. */
    public RowRecord record(Row row, Map<String, ?> offset) {
        return new RowRecord(partition, marks.apply(offset), topic, row);
    }
}
