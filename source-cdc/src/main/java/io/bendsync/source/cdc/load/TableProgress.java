package io.bendsync.source.cdc.load;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How far the load of one table has come, as its offsets tell it. One thread's. */
final class TableProgress {

    private static final String DONE = "done";
    private static final String AT = "at";
    private static final String LOADED = "rows";

    private final TablePlan plan;
    private final Map<String, Object> planned;
    private final BitSet done = new BitSet();
    private final Map<Integer, String> at = new TreeMap<>();
    private long rows;

    TableProgress(TablePlan plan) {
        this.plan = plan;
        this.planned = plan.offset();
    }

    /** The progress that an offset tells of, empty if it is none of this load's. */
    static Optional<TableProgress> of(Map<String, ?> offset, String load) {
        return TablePlan.of(offset)
                .filter(plan -> plan.load().equals(load))
                .map(plan -> new TableProgress(plan).read(offset));
    }

    TablePlan plan() {
        return plan;
    }

    /** Takes rows of a chunk into account. */
    void advance(Batch batch) {
        rows += batch.rows();
        if (batch.last()) {
            done.set(batch.chunk());
            at.remove(batch.chunk());
        } else if (batch.at() != null) {
            at.put(batch.chunk(), batch.at());
        }
    }

    /** Nothing of the table counts any more: it is read again from its beginning. */
    void forget() {
        rows = 0;
        done.clear();
        at.clear();
    }

    boolean isDone(int chunk) {
        return done.get(chunk);
    }

    boolean isDone() {
        return done.cardinality() == plan.chunks();
    }

    /** The largest value of a chunk's column that is handed out; empty to begin at the chunk's beginning. */
    Optional<String> at(int chunk) {
        return Optional.ofNullable(at.get(chunk));
    }

    /** Rows handed out. */
    long rows() {
        return rows;
    }

    Map<String, Object> offset() {
        Map<String, Object> offset = new HashMap<>(planned);
        offset.put(DONE, ranges());
        offset.put(LOADED, rows);
        StringBuilder begun = new StringBuilder();
        at.forEach(
                (chunk, value) -> begun.append(chunk).append('=').append(value).append(','));
        offset.put(AT, begun.toString());
        return offset;
    }

    /** Such as {@code 0-3,5-6,}: ends are not included. */
    private String ranges() {
        StringBuilder ranges = new StringBuilder();
        for (int from = done.nextSetBit(0); from >= 0; ) {
            int to = done.nextClearBit(from);
            ranges.append(from).append('-').append(to).append(',');
            from = done.nextSetBit(to);
        }
        return ranges.toString();
    }

    private TableProgress read(Map<String, ?> offset) {
        rows = offset.get(LOADED) instanceof Number number ? number.longValue() : 0;
        if (offset.get(DONE) instanceof String ranges && !ranges.isEmpty()) {
            for (String range : TablePlan.split(ranges)) {
                int dash = range.indexOf('-');
                done.set(Integer.parseInt(range.substring(0, dash)), Integer.parseInt(range.substring(dash + 1)));
            }
        }
        if (offset.get(AT) instanceof String begun && !begun.isEmpty()) {
            for (String chunk : TablePlan.split(begun)) {
                int equals = chunk.indexOf('=');
                at.put(Integer.parseInt(chunk.substring(0, equals)), chunk.substring(equals + 1));
            }
        }
        return this;
    }
}
