package io.bendsync.sink.record;

import io.bendsync.sink.databend.TableName;

/**
 * What a record asks for.
 *
 * @param shape the columns of {@code values}; of a delete only the key's; null for a truncation
 * @param values one per column, in the Java form of the column's type; null for a truncation
 * @param key the row's key for comparison, null where rows have none
 * @param origin where the record stands in Kafka; not the record itself, which would keep all of its bytes in memory
 *     that it came from
 * @param bytes about how much memory it holds
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; rows are many, copies would cost.
public record Change(Kind kind, TableName table, RowShape shape, Object[] values, Object key, Place origin, int bytes) {
    /** The three things that can happen. */
    public enum Kind {
        /** The row is now this: inserted, or put in the place of the one with its key. */
        WRITE,
        /** The row with this key is gone. */
        DELETE,
        /** All rows of the table are gone. */
        TRUNCATE
    }
}
