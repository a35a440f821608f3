package io.bendsync.sink.buffer;

import io.bendsync.sink.databend.TableName;
import io.bendsync.sink.record.Change;
import io.bendsync.sink.record.RowShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows that wait for one table. Where rows have keys only the last change of each stays, in the order of offsets:
 * MERGE would refuse a key that comes twice, or insert it twice.
 */
final class TableBuffer {
    private final TableName table;
    private final Map<Object, Change> byKey = new LinkedHashMap<>();
    private final List<Change> withoutKey = new ArrayList<>();
    private boolean truncate;
    private long bytes;

    TableBuffer(TableName table) {
        this.table = table;
    }

    /**
     * Whether this change can join those that wait. It cannot if it takes the place of a row with columns that it
     * does not have itself: their values would be lost, so the earlier row has to be written first.
     */
    boolean takes(Change change) {
        if (change.kind() != Change.Kind.WRITE || change.key() == null) {
            return true;
        }
        Change before = byKey.get(change.key());
        return before == null
                || before.kind() == Change.Kind.DELETE
                || before.shape().equals(change.shape())
                || change.shape().document()
                || hasAllOf(change.shape(), before.shape());
    }

    private static boolean hasAllOf(RowShape shape, RowShape before) {
        return before.columns().stream().allMatch(c -> shape.position(c.name()) >= 0);
    }

    void add(Change change) {
        if (change.kind() == Change.Kind.TRUNCATE) {
            byKey.clear();
            withoutKey.clear();
            bytes = 0;
            truncate = true;
        } else if (change.key() == null) {
            withoutKey.add(change);
            bytes += change.bytes();
        } else {
            Change before = byKey.put(change.key(), change);
            bytes += change.bytes() - (before == null ? 0 : before.bytes());
        }
    }

    int rows() {
        return byKey.size() + withoutKey.size() + (truncate ? 1 : 0);
    }

    long bytes() {
        return bytes;
    }

    TableBatch batch() {
        return new TableBatch(table, truncate, byKey.isEmpty() ? withoutKey : List.copyOf(byKey.values()));
    }
}
