package io.bendsync.source.cdc.load;

import java.util.Map;

/** A table under load: its plan, its progress, and how its rows become records. */
final class TableLoad {

    private final TableShape shape;
    private final TableProgress progress;
    private final Map<String, String> partition;
    private final long began = System.nanoTime();
    private volatile boolean superseded;

    /** @param partition as {@link LoadOffsets} makes it: a copy by Map.copyOf would be stored in another order */
    TableLoad(TableShape shape, TableProgress progress, Map<String, String> partition) {
        this.shape = shape;
        this.progress = progress;
        this.partition = partition;
    }

    TableShape shape() {
        return shape;
    }

    TablePlan plan() {
        return progress.plan();
    }

    /** For the task's own thread. */
    TableProgress progress() {
        return progress;
    }

    /** The source partition of its offsets. */
    Map<String, String> partition() {
        return partition;
    }

    /** Since it was planned or taken up again. */
    double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    /** Its structure has changed, so its rows are read by a new plan and the rest of these is dropped. */
    void supersede() {
        superseded = true;
    }

    boolean isSuperseded() {
        return superseded;
    }
}
