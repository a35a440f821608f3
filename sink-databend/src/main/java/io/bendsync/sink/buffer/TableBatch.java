package io.bendsync.sink.buffer;

import io.bendsync.sink.databend.TableName;
import io.bendsync.sink.record.Change;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Rows for one table, to be written by one flush.
 *
 * @param truncate whether all rows that stand in the table go first
 * @param changes writes and deletes; of each key at most one where rows have keys
 * @param encoded further rows, of other keys, that are encoded already or soon; fails with a {@link
 *     io.bendsync.sink.record.BadRecordException} if one of them does not fit its columns
 */
public record TableBatch(
        TableName table, boolean truncate, List<Change> changes, CompletableFuture<List<EncodedRows>> encoded) {
    static final CompletableFuture<List<EncodedRows>> NOTHING_ENCODED = CompletableFuture.completedFuture(List.of());

    /** Rows as they came. */
    public TableBatch(TableName table, boolean truncate, List<Change> changes) {
        this(table, truncate, changes, NOTHING_ENCODED);
    }

    /** Whether there are rows of which only the encoded form is left. */
    public boolean isEncoded() {
        return encoded != NOTHING_ENCODED;
    }
}
