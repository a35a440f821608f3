package io.bendsync.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline as a user runs it: the real command on real databases. */
@ExtendWith(StackExtension.class)
class RunIT {
    private static final Duration SOON = Duration.ofMinutes(2); // a few seconds when the machine is idle

    @TempDir
    Path folder;

    @Test
    void rowsArriveCtrlCEndsInOrderAndVerifyAgrees(MySqlDatabase mysql, DatabendDatabase databend) throws IOException {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))");
        Path file = new PipelineYaml(folder, mysql, databend).write();

        try (BendsyncProcess process = BendsyncProcess.start(folder, Map.of(), "run", file.toString())) {
            process.awaitLine("running: MySQL to Databend", SOON);
            mysql.execute("INSERT INTO t (name) VALUES ('one'), ('two')");
            awaitRows(databend, 2);

            assertThat(ListeningSockets.addressesOf(process.pid()))
                    .as("what it listens on")
                    .isNotEmpty()
                    .allMatch(ListeningSockets::isLoopback);
            assertASecondOneIsRefused(file);

            process.interrupt();
            assertThat(process.awaitExit(SOON)).as(process.output()).isZero();
            assertThat(process.lines()).endsWith("stopped");
        }
        assertPasswordIsInNoFile(databend.password());
        assertVerify(file, 0, "agrees");

        mysql.execute("UPDATE t SET name = 'three' WHERE id = 2");
        assertVerify(file, 1, "row id='2', column name: MySQL 'three', Databend 'two'");
    }

    @Test
    void whatAKillCutShortIsFinishedByTheNextRun(MySqlDatabase mysql, DatabendDatabase databend) {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))");
        Path file = new PipelineYaml(folder, mysql, databend).write();
        insert(mysql, 20_000);

        try (BendsyncProcess process = BendsyncProcess.start(folder, Map.of(), "run", file.toString())) {
            Awaitility.await("the first rows").atMost(SOON).until(() -> count(databend) > 0);
            process.kill();
        }
        insert(mysql, 10_000);
        try (BendsyncProcess process = BendsyncProcess.start(folder, Map.of(), "run", file.toString())) {
            awaitRows(databend, 30_000);
            process.terminate();
            assertThat(process.awaitExit(SOON)).as(process.output()).isZero();
        }
        assertVerify(file, 0, "agrees");
    }

    private void assertASecondOneIsRefused(Path file) {
        try (BendsyncProcess second = BendsyncProcess.run(folder, SOON, "run", file.toString())) {
            assertThat(second.awaitExit(SOON)).isEqualTo(2);
            assertThat(second.output()).contains("in use by another bendsync (process ");
        }
    }

    private void assertVerify(Path file, int status, String text) {
        try (BendsyncProcess verify =
                BendsyncProcess.run(folder, SOON, "verify", "--wait", status == 0 ? "10" : "0", file.toString())) {
            assertThat(verify.output()).contains(text);
            assertThat(verify.awaitExit(SOON)).isEqualTo(status);
        }
    }

    /** Kafka's topics and the logs are files of the data folder too. */
    private void assertPasswordIsInNoFile(String password) throws IOException {
        String quoted = "\"" + password + "\"";
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("connection.password\":" + quoted);
            }
        }
    }

    private static void insert(MySqlDatabase mysql, int rows) {
        int batch = 1_000;
        for (int done = 0; done < rows; done += batch) {
            mysql.execute("INSERT INTO t (name) VALUES "
                    + IntStream.range(0, batch)
                            .mapToObj(i -> "('row " + i + "')")
                            .collect(Collectors.joining(",")));
        }
    }

    private static void awaitRows(DatabendDatabase databend, int expected) {
        Awaitility.await(expected + " rows in Databend").atMost(SOON).until(() -> count(databend) == expected);
    }

    private static int count(DatabendDatabase databend) {
        List<List<String>> tables = databend.query(
                "SELECT count(*) FROM system.tables WHERE database = '" + databend.name() + "' AND name = 't'");
        return tables.get(0).get(0).equals("0")
                ? 0
                : Integer.parseInt(
                        databend.query("SELECT count(*) FROM t").get(0).get(0));
    }
}
