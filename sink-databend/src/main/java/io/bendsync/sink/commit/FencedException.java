package io.bendsync.sink.commit;

import java.util.Map;

/** Another task owns partitions of a batch by now: nothing more of it must be written. */
public final class FencedException extends Exception {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // Never leaves the process.
    private final Map<Integer, Long> ours;

    /** @param ours by partition that is still ours, how far the ledger says it has come */
    FencedException(String message, Map<Integer, Long> ours) {
        super(message);
        this.ours = Map.copyOf(ours);
    }

    Map<Integer, Long> ours() {
        return ours;
    }
}
