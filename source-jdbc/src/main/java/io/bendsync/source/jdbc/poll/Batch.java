package io.bendsync.source.jdbc.poll;

import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * What one look at a table brought.
 *
 * @param records the records in order; may be empty
 * @param next when to look again
 */
public record Batch(List<SourceRecord> records, Next next) {
    /** When to look again. */
    public enum Next {
        /** At once: there is more. */
        NOW,
        /** Shortly: rows are there that may not be sent yet. */
        SOON,
        /** After the poll interval. */
        LATER,
        /** No more: nothing will ever come. */
        NEVER
    }
}
