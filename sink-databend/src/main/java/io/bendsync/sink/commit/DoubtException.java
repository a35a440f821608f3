package io.bendsync.sink.commit;

/** Databend refuses rows of a batch, and which ones cannot be found out, since they are encoded; nothing was written. */
final class DoubtException extends Exception {
    private static final long serialVersionUID = 1L;

    DoubtException(Throwable cause) {
        super("Databend refuses encoded rows", cause);
    }
}
