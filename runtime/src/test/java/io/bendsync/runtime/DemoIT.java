package io.bendsync.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user sees it, and what a user may type while it stays up. */
class DemoIT {
    private static final Duration LONGEST = Duration.ofMinutes(5); // half a minute when the machine is idle

    @TempDir
    Path folder;

    @Test
    void theStoryEndsWithBothDatabasesInAgreementAndThenObeysWhatIsTyped() throws Exception {
        try (BendsyncProcess demo = BendsyncProcess.start(folder, Map.of(), "demo")) {
            demo.awaitLine("It all stays up until Ctrl-C", LONGEST);
            assertThat(demo.output())
                    .contains("| 10 | scooter            | Small 2-wheel scooter")
                    .contains("| 20 | new data")
                    .contains("| 20 | update from kafka test")
                    .contains(
                            "| mydb.test_kafka | 11            | 11               | 0       | 0       | 0         | agrees |");

            assertASecondDemoIsRefused();
            String mysqlLine = demo.awaitLine("MYSQL_PWD=", LONGEST);
            String queryLine = demo.awaitLine("local query --port", LONGEST);
            assertThat(shell(mysqlLine)).isZero();
            String port = queryLine.replaceAll(".*--port (\\d+).*", "$1");
            String sql = queryLine.replaceAll(".*\"(.*)\".*", "$1");
            Awaitility.await("the row typed by hand").atMost(LONGEST).until(() -> {
                try (BendsyncProcess query =
                        BendsyncProcess.run(folder, LONGEST, "local", "query", "--port", port, sql)) {
                    return query.output().contains("| kite ");
                }
            });

            demo.interrupt();
            assertThat(demo.awaitExit(LONGEST)).as(demo.output()).isZero();
        }
    }

    @Test
    void withExitItEndsByItself() {
        try (BendsyncProcess demo = BendsyncProcess.run(folder, LONGEST, "demo", "--exit")) {
            assertThat(demo.awaitExit(LONGEST)).as(demo.output()).isZero();
            assertThat(demo.output()).contains("| agrees |");
        }
    }

    private void assertASecondDemoIsRefused() {
        try (BendsyncProcess second = BendsyncProcess.run(folder, LONGEST, "demo")) {
            assertThat(second.awaitExit(LONGEST)).isEqualTo(2);
            assertThat(second.output()).contains("a demo runs already");
        }
    }

    private int shell(String line) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", line.strip()));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start()
                .waitFor();
    }
}
