package io.bendsync.source.jdbc.binlog;

import java.util.List;

/**
 * What the binlog says about rows of one table: one may be gone, or all.
 *
 * @param gtid the transaction that commits it; until the server has executed that, a SELECT may still see the row
 * @param since the transactions read before the one it stands in, as a GTID set
 * @param order which transaction of this reading it stands in, counted up
 * @param key the row's key, one text per column; empty when the whole table was emptied
 */
public record Deletion(String gtid, String since, long order, List<String> key) {
    /** Whether all rows of the table may be gone, without a word about each. */
    public boolean ofAll() {
        return key.isEmpty();
    }

    /** The same, committed by another transaction: what was prepared comes true by a second one. */
    Deletion committedBy(String other) {
        return new Deletion(other, since, order, key);
    }
}
