package io.bendsync.localstack.process;

import java.util.Locale;

/** A stopwatch for progress lines, started when made. */
public final class Took {
    private final long started = System.nanoTime();

    /** Seconds so far, such as {@code 3.2 s}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - started) / 1e9);
    }
}
