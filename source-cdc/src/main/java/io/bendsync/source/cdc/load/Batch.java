package io.bendsync.source.cdc.load;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Rows of one chunk on their way from the thread that read them to the task. The offsets are filled in as it is handed
 * out, because only then is it known what else has been.
 *
 * @param table what they belong to
 * @param chunk the chunk's number
 * @param records in the order of the table's key; none when a chunk ends without
 * @param before the offset of all records but the last: what was handed out before them
 * @param after the last record's offset
 * @param at the last row's value in the plan's column, if the reading can go on behind it; or null
 * @param last whether this is all of the chunk
 * @param rows how many of the records are rows
 * @param bytes about how much memory they take
 */
record Batch(
        TableLoad table,
        int chunk,
        List<SourceRecord> records,
        Map<String, Object> before,
        Map<String, Object> after,
        String at,
        boolean last,
        int rows,
        long bytes) {

    /** Notes what is handed out with it. */
    List<SourceRecord> handOut() {
        before.putAll(table.progress().offset());
        table.progress().advance(this);
        after.putAll(table.progress().offset());
        return records;
    }
}
