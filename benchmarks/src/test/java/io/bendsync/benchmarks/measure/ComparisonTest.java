package io.bendsync.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void linePutsMediansSideBySide() {
        Comparison comparison = new Comparison(
                "source-poll",
                List.of(run(100, 50), run(300, 70), run(200, 60)),
                List.of(run(400, 0), run(500, 0), run(100, 0)));
        assertThat(comparison.toLine())
                .isEqualTo("source-poll ratio=0.50 bendsync=200 base=400 unit=rows/s rows_per_cpu_second=100"
                        + " peak_rss_mb=70");
    }

    @Test
    void medianOfTwoLiesBetweenThem() {
        Comparison comparison = new Comparison("x", List.of(run(100, 1), run(300, 1)), List.of(run(100, 1)));
        assertThat(comparison.ourRate()).isEqualTo(200);
    }

    @Test
    void measurementComesBackFromItsLine() {
        Measurement measurement = new Measurement(1_000_000, 2.5, 4.25, 300);
        assertThat(Measurement.parse(measurement.toLine())).contains(measurement);
        assertThat(Measurement.parse("something else")).isEmpty();
    }

    private static Measurement run(long rows, long rss) {
        return new Measurement(rows, 1, 2, rss);
    }
}
