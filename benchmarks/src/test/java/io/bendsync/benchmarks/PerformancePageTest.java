package io.bendsync.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.benchmarks.measure.BenchmarkException;
import io.bendsync.benchmarks.measure.Comparison;
import io.bendsync.benchmarks.measure.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformancePageTest {

    private static final List<Comparison> DONE = List.of(new Comparison(
            "source-poll", List.of(new Measurement(2000, 1, 2, 50)), List.of(new Measurement(4000, 1, 0, 0))));

    @TempDir
    private Path folder;

    @Test
    void tableIsReplacedAndTheWordsAroundItStay() throws IOException {
        Path page = folder.resolve("performance.md");
        Files.writeString(
                page,
                "# Figures\n<!-- benchmarks/run all: begin -->\nold\n<!-- benchmarks/run all: end -->\nWhat they mean.\n");
        new PerformancePage(page).write(DONE, new Options(2000, 1, 20));
        assertThat(page)
                .content()
                .startsWith("# Figures\n")
                .contains("| `source-poll` | 0.50 |  | 2,000 | 4,000 | 1,000 | 50 |")
                .doesNotContain("old")
                .endsWith("What they mean.\n");
    }

    @Test
    void pageWithoutMarksIsLeftAlone() throws IOException {
        Path page = folder.resolve("performance.md");
        Files.writeString(page, "something else");
        assertThatThrownBy(() -> new PerformancePage(page).write(DONE, new Options(1, 1, 20)))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("lacks the two marks");
        assertThat(page).hasContent("something else");
    }

    @Test
    void optionsAreReadOrRefusedByName() {
        assertThat(Options.parse(List.of("--rows", "5"))).isEqualTo(new Options(5, 3, 20));
        assertThatThrownBy(() -> Options.parse(List.of("--rows", "x"))).hasMessageContaining("--rows x");
        assertThatThrownBy(() -> Options.parse(List.of("--speed", "1"))).hasMessageContaining("--speed is no option");
    }
}
