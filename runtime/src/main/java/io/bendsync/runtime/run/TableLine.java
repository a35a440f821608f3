package io.bendsync.runtime.run;

import java.time.Duration;
import java.util.Locale;

/**
 * How far a table is, as a line.
 *
 * @param table its name
 * @param given rows passed to Databend since the start
 * @param expected rows that were missing there at the start, about; 0 where nothing was, or it is not known
 * @param rowsPerSecond lately
 */
record TableLine(String table, long given, long expected, double rowsPerSecond) {
    private static final int WIDTH = 24;

    /** An estimate: no more than this is claimed while rows still come. */
    private static final long MOST_PERCENT = 99;

    TableLine {
        table = table.replaceAll("\\p{Cntrl}", "?"); // a name that could steer a terminal
    }

    /** Whether the first load, or the rest of it, seems to go on. */
    boolean loading() {
        return expected > 0 && given < expected;
    }

    /** With a bar for the eye where the table is still loading. */
    String withBar() {
        if (!loading()) {
            return plain();
        }
        int done = (int) (WIDTH * percent() / 100);
        return table + " [" + "#".repeat(done) + "-".repeat(WIDTH - done) + "] " + numbers();
    }

    /** For a log or a pipe. */
    String plain() {
        return loading()
                ? table + ": " + numbers()
                : String.format(
                        Locale.ROOT, "%s: %,d rows passed to Databend, %,.0f rows/s", table, given, rowsPerSecond);
    }

    private String numbers() {
        return String.format(
                Locale.ROOT,
                "%d%%, %,d of about %,d rows, %,.0f rows/s%s",
                percent(),
                given,
                expected,
                rowsPerSecond,
                left());
    }

    private long percent() {
        return Math.min(MOST_PERCENT, 100 * given / expected);
    }

    private String left() {
        if (rowsPerSecond < 1) {
            return "";
        }
        Duration left = Duration.ofSeconds((long) Math.ceil((expected - given) / rowsPerSecond));
        String text = left.toHours() > 0
                ? left.toHours() + " h " + left.toMinutesPart() + " min"
                : left.toMinutes() > 0
                        ? left.toMinutes() + " min " + left.toSecondsPart() + " s"
                        : left.toSeconds() + " s";
        return ", about " + text + " left";
    }
}
