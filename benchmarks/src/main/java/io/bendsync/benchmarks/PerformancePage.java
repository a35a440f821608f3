package io.bendsync.benchmarks;

import io.bendsync.benchmarks.measure.BenchmarkException;
import io.bendsync.benchmarks.measure.Comparison;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** The table in docs/performance.md: rewritten between its two marks, the words around it left as they are. */
final class PerformancePage {

    private static final String BEGIN = "<!-- benchmarks/run all: begin -->";
    private static final String END = "<!-- benchmarks/run all: end -->";

    private final Path page;

    PerformancePage(Path page) {
        this.page = page;
    }

    void write(List<Comparison> comparisons, Options options) {
        try {
            String text = Files.exists(page) ? Files.readString(page) : "# Performance\n\n" + BEGIN + "\n" + END + "\n";
            int begin = text.indexOf(BEGIN);
            int end = text.indexOf(END);
            if (begin < 0 || end < begin) {
                throw new BenchmarkException(
                        page + " lacks the two marks between which the table goes: " + BEGIN + " and " + END);
            }
            Files.writeString(
                    page,
                    text.substring(0, begin + BEGIN.length()) + "\n" + table(comparisons, options)
                            + text.substring(end),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BenchmarkException("cannot write " + page, e);
        }
    }

    static String table(List<Comparison> comparisons, Options options) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s, %d rows, medians of %d runs, %d processors, Java %s.%n%n",
                LocalDate.now(ZoneOffset.UTC),
                options.rows(),
                options.times(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature()));
        text.append(
                "| benchmark | ratio | ratio by CPU | bendsync, rows/s | base, rows/s | rows per CPU-second | peak memory, MB |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        for (Comparison each : comparisons) {
            text.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %.2f | %s | %,.0f | %,.0f | %,.0f | %d |%n",
                    each.name(),
                    each.ratio(),
                    each.cpuRatio() == 0 ? "" : String.format(Locale.ROOT, "%.2f", each.cpuRatio()),
                    each.ourRate(),
                    each.baseRate(),
                    each.ourRatePerCpu(),
                    each.peakRssMb()));
        }
        return text.toString();
    }
}
