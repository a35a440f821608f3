package io.bendsync.dashboard.figures;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Rows per second over the last quarter of an hour, by group, from counters that only grow and start again at zero
 * when a task does.
 */
public final class Throughput {
    /** How far the samples are apart. */
    public static final int STEP_SECONDS = 2;

    /** How many samples are kept: a quarter of an hour. */
    public static final int LENGTH = 450;

    /** A table more than these is counted in the sum only. */
    private static final int MOST_GROUPS = 1_000;

    private static final double NANOS = 1e9;

    private final Map<String, Double> counters = new HashMap<>();
    private final Map<String, Series> groups = new HashMap<>();
    private final Series total = new Series(LENGTH);
    private long lastNanos;

    /**
     * Takes the counters as they stand now.
     *
     * @param group what a counter counts for
     */
    public synchronized void sample(List<Beans.Figure> figures, Function<Beans.Figure, String> group, long nowNanos) {
        double seconds = lastNanos == 0 ? 0 : (nowNanos - lastNanos) / NANOS;
        lastNanos = nowNanos;
        Map<String, Double> rows = new HashMap<>();
        double sum = 0;
        for (Beans.Figure figure : figures) {
            double grown = seconds > 0 ? grown(figure) : 0;
            counters.put(figure.name(), figure.value());
            rows.merge(group.apply(figure), grown, Double::sum);
            sum += grown;
        }
        total.add(seconds > 0 ? sum / seconds : 0);
        for (String name : rows.keySet()) {
            if (groups.size() < MOST_GROUPS) {
                groups.computeIfAbsent(name, any -> new Series(LENGTH));
            }
        }
        groups.forEach((name, series) -> series.add(seconds > 0 ? rows.getOrDefault(name, 0.0) / seconds : 0));
        groups.entrySet()
                .removeIf(each ->
                        !rows.containsKey(each.getKey()) && each.getValue().isAllZero());
    }

    /** Rows per second of all groups together, oldest first. */
    public synchronized List<Double> total() {
        return total.newest(total.filled());
    }

    /** Rows per second of one group, the newest so many, oldest first. */
    public synchronized List<Double> of(String group, int count) {
        Series series = groups.get(group);
        return series == null ? Collections.nCopies(count, 0.0) : series.newest(count);
    }

    /** Rows per second of one group now, averaged over the last samples. */
    public synchronized double now(String group, int samples) {
        Series series = groups.get(group);
        if (series == null) {
            return 0;
        }
        return series.newest(samples).stream().mapToDouble(each -> each).sum() / samples;
    }

    /** A counter that is new counts from its first look on: what it had before is of no known time. */
    private double grown(Beans.Figure figure) {
        double before = counters.getOrDefault(figure.name(), figure.value());
        return figure.value() >= before ? figure.value() - before : figure.value();
    }
}
