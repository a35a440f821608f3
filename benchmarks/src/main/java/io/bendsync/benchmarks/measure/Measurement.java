package io.bendsync.benchmarks.measure;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one run took.
 *
 * @param rows how many rows went through
 * @param seconds by the clock on the wall
 * @param cpuSeconds of the measured process alone; 0 where it is not known
 * @param peakRssMb the most memory the process ever held, in MB; 0 where it is not known
 */
public record Measurement(long rows, double seconds, double cpuSeconds, long peakRssMb) {

    private static final Pattern LINE =
            Pattern.compile("MEASURED rows=(\\d+) seconds=([\\d.]+) cpu=([\\d.]+) rss=(\\d+)");

    /** Rows per second by the clock on the wall. */
    public double rowsPerSecond() {
        return rows / seconds;
    }

    /** Rows per second of processor time; 0 where that is not known. */
    public double rowsPerCpuSecond() {
        return cpuSeconds == 0 ? 0 : rows / cpuSeconds;
    }

    /** The line by which a child process reports it. */
    public String toLine() {
        return String.format(
                Locale.ROOT, "MEASURED rows=%d seconds=%.4f cpu=%.3f rss=%d", rows, seconds, cpuSeconds, peakRssMb);
    }

    /** What a line reports, if it is such a line. */
    public static Optional<Measurement> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.find()) {
            return Optional.empty();
        }
        return Optional.of(new Measurement(
                Long.parseLong(matcher.group(1)),
                Double.parseDouble(matcher.group(2)),
                Double.parseDouble(matcher.group(3)),
                Long.parseLong(matcher.group(4))));
    }
}
