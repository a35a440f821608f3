package io.bendsync.sink.buffer;

import io.bendsync.sink.databend.TableName;
import java.util.HashMap;
import java.util.Map;

/**
 * For which tables rows are not to be encoded for the time being, since keys came twice: each time that cuts a batch
 * short. The more often it happens, the longer it is not tried again.
 */
final class Reluctance {
    private static final int FIRST = 8;
    private static final int LONGEST = 4096;

    private final Map<TableName, Integer> batchesLeft = new HashMap<>();
    private final Map<TableName, Integer> lastTime = new HashMap<>();

    boolean holds(TableName table) {
        return batchesLeft.containsKey(table);
    }

    /** A key came twice in this table. */
    void grow(TableName table) {
        int batches = lastTime.merge(table, FIRST, (before, first) -> Math.min(before * 2, LONGEST));
        batchesLeft.put(table, batches);
    }

    /** A batch with this table was made. */
    void batchMade(TableName table) {
        batchesLeft.computeIfPresent(table, (t, left) -> left > 1 ? left - 1 : null);
    }
}
