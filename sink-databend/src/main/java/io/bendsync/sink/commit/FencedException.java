package io.bendsync.sink.commit;

/** Another task owns the partition by now: nothing of ours was written, and nothing more must be. */
public final class FencedException extends Exception {
    private static final long serialVersionUID = 1L;

    public FencedException(String message) {
        super(message);
    }
}
