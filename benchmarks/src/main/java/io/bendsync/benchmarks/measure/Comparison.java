package io.bendsync.benchmarks.measure;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Ours beside the bare thing, several runs of each.
 *
 * @param name the benchmark's name
 * @param ours at least one run
 * @param base at least one run
 */
public record Comparison(String name, List<Measurement> ours, List<Measurement> base) {

    /** Medians; how far the bare thing's rate is reached. */
    public double ratio() {
        return ourRate() / baseRate();
    }

    /** Our rows per second, the median. */
    public double ourRate() {
        return median(ours, Measurement::rowsPerSecond);
    }

    /** The bare thing's rows per second, the median. */
    public double baseRate() {
        return median(base, Measurement::rowsPerSecond);
    }

    /** Our rows per second of processor time, the median. */
    public double ourRatePerCpu() {
        return median(ours, Measurement::rowsPerCpuSecond);
    }

    /** The most memory of all our runs, in MB. */
    public long peakRssMb() {
        return ours.stream().mapToLong(Measurement::peakRssMb).max().orElseThrow();
    }

    /** The one line that says it all. */
    public String toLine() {
        return String.format(
                Locale.ROOT,
                "%s ratio=%.2f bendsync=%.0f base=%.0f unit=rows/s rows_per_cpu_second=%.0f peak_rss_mb=%d",
                name,
                ratio(),
                ourRate(),
                baseRate(),
                ourRatePerCpu(),
                peakRssMb());
    }

    /** How far the bare thing's rate per second of processor time is reached; 0 where that is not known. */
    public double cpuRatio() {
        double perCpu = median(base, Measurement::rowsPerCpuSecond);
        return perCpu == 0 ? 0 : ourRatePerCpu() / perCpu;
    }

    /** The same by processor time: where other work shares the machine, the fairer of the two. */
    public String toCpuLine() {
        return String.format(
                Locale.ROOT,
                "%s by processor time: ratio=%.2f bendsync=%.0f unit=rows/CPU-s",
                name,
                cpuRatio(),
                ourRatePerCpu());
    }

    private static double median(List<Measurement> runs, ToDoubleFunction<Measurement> figure) {
        List<Double> sorted = runs.stream()
                .map(figure::applyAsDouble)
                .sorted(Comparator.naturalOrder())
                .toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
