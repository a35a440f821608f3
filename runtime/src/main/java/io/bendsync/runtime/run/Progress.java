package io.bendsync.runtime.run;

import io.bendsync.runtime.terminal.Terminal;
import java.time.Duration;
import java.util.Locale;

/** One live line on a terminal; else a plain line now and then, when there is something new. */
final class Progress {
    private static final long PLAIN_LINE_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    private final Terminal terminal;
    private final RowCounts counts;
    private long lastGiven;
    private long lastNanos = System.nanoTime();
    private long lastPlainNanos;
    private long plainGiven;

    Progress(Terminal terminal, RowCounts counts) {
        this.terminal = terminal;
        this.counts = counts;
    }

    /** To be called about once a second. */
    void show() {
        long now = System.nanoTime();
        long read = counts.read();
        long given = counts.given();
        double seconds = Math.max(0.001, (now - lastNanos) / 1e9);
        String line = String.format(
                Locale.ROOT,
                "%,d rows read from MySQL, %,d passed to Databend, %,.0f rows/s",
                read,
                given,
                (given - lastGiven) / seconds);
        lastGiven = given;
        lastNanos = now;
        if (terminal.interactive()) {
            terminal.status(line);
        } else if (given != plainGiven && now - lastPlainNanos > PLAIN_LINE_EVERY_NANOS) {
            terminal.line(line);
            plainGiven = given;
            lastPlainNanos = now;
        }
    }
}
