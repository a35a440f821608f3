package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.page.Row;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Where a table's records go and under which name its position is kept.
 *
 * @param partition the source partition
 * @param topic the topic
 */
public record TableTarget(Map<String, String> partition, String topic) {
    /** The record of a row. */
    SourceRecord record(Row row, Map<String, ?> offset) {
        return new SourceRecord(
                partition,
                offset,
                topic,
                null,
                row.keySchema(),
                row.key(),
                row.value().schema(),
                row.value());
    }
}
