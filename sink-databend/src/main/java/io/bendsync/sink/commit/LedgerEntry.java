package io.bendsync.sink.commit;

import java.util.Optional;

/**
 * What the ledger says of a partition.
 *
 * @param nextOffset the offset after the last record that is in Databend, -1 if there is none
 * @param epoch counts the tasks that have owned the partition
 * @param owner the token of the task that owns it now
 * @param lastRecord what is remembered of the record before {@code nextOffset}
 */
public record LedgerEntry(long nextOffset, long epoch, String owner, Optional<LastRecord> lastRecord) {
    /** Where there is no ledger. */
    static final LedgerEntry UNKNOWN = new LedgerEntry(-1, 0, "", Optional.empty());
}
