package io.bendsync.runtime.run;

import io.bendsync.runtime.terminal.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A line per table that redraws itself on a terminal, with a bar while its first load goes on; else a plain line now and
 * then for each table that has moved.
 */
final class Progress {
    private static final long PLAIN_LINES_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    /** Of the last measurement; the rest is the average so far, so that the figures do not jump. */
    private static final double NEWEST = 0.3;

    /** More tables than this do not fit a screen. */
    private static final int MOST_LINES = 12;

    private static final double NANOS = 1e9;

    private final Terminal terminal;
    private final Supplier<Map<String, Long>> counts;
    private final Map<String, Long> expected;
    private final UnaryOperator<String> tableOfTopic;
    private final Map<String, Long> last = new HashMap<>();
    private final Map<String, Long> lastPlain = new HashMap<>();
    private final Map<String, Double> rates = new HashMap<>();
    private long lastNanos;
    private long lastPlainNanos;

    /**
     * For a run that begins now.
     *
     * @param counts rows given to the sink so far, by topic
     * @param expected rows still to be loaded at the start, by topic
     * @param tableOfTopic what people call the topic's table
     * @param now {@link System#nanoTime}
     */
    Progress(
            Terminal terminal,
            Supplier<Map<String, Long>> counts,
            Map<String, Long> expected,
            UnaryOperator<String> tableOfTopic,
            long now) {
        this.terminal = terminal;
        this.counts = counts;
        this.expected = expected;
        this.tableOfTopic = tableOfTopic;
        this.lastNanos = now;
    }

    /** To be called about once a second. */
    void show() {
        show(System.nanoTime());
    }

    void show(long now) {
        Map<String, Long> given = counts.get();
        double seconds = Math.max(0.001, (now - lastNanos) / NANOS);
        lastNanos = now;
        given.forEach((topic, rows) -> {
            double rate = Math.max(0, rows - last.getOrDefault(topic, 0L)) / seconds;
            rates.merge(topic, rate, (before, newest) -> before + NEWEST * (newest - before));
        });
        last.putAll(given);
        if (terminal.interactive()) {
            terminal.status(lines(given));
        } else if (now - lastPlainNanos > PLAIN_LINES_EVERY_NANOS) {
            plain(given);
            lastPlainNanos = now;
        }
    }

    private List<String> lines(Map<String, Long> given) {
        List<String> lines = new ArrayList<>();
        for (String topic : given.keySet()) {
            if (lines.size() == MOST_LINES) {
                lines.add("and " + (given.size() - MOST_LINES) + " tables more");
                break;
            }
            lines.add(line(topic, given.get(topic)).withBar());
        }
        return lines;
    }

    private void plain(Map<String, Long> given) {
        given.forEach((topic, rows) -> {
            if (!rows.equals(lastPlain.getOrDefault(topic, 0L))) {
                terminal.line(line(topic, rows).plain());
            }
        });
        lastPlain.putAll(given);
    }

    private TableLine line(String topic, long rows) {
        return new TableLine(
                tableOfTopic.apply(topic), rows, expected.getOrDefault(topic, 0L), rates.getOrDefault(topic, 0.0));
    }
}
