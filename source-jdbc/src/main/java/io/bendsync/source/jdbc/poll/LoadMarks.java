package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.position.StoredOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Adds to each offset of a chunk the plan it belongs to and how many rows of the chunk were sent so far. */
final class LoadMarks implements UnaryOperator<Map<String, ?>> {
    private final String plan;
    private long rows;

    /**
     * Marks that go on counting.
     *
     * @param plan the plan's text
     * @param rows how many rows were sent before
     */
    LoadMarks(String plan, long rows) {
        this.plan = plan;
        this.rows = rows;
    }

    @Override
    public Map<String, ?> apply(Map<String, ?> offset) {
        long count = ++rows;
        return new LazyOffset(() -> {
            Map<String, Object> fields = new LinkedHashMap<>(offset);
            fields.put(StoredOffset.LOAD, plan);
            fields.put(StoredOffset.LOAD_ROWS, count);
            return fields;
        });
    }
}
