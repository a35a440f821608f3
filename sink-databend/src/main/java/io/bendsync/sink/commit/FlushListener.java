package io.bendsync.sink.commit;

/** Is told of every flush that is committed, on the thread that made it. */
@FunctionalInterface
public interface FlushListener {
    /**
     * A flush is committed.
     *
     * @param rows how many changes it held
     * @param millis how long it took, waiting for its turn included
     */
    void flushed(int rows, long millis);
}
