package io.bendsync.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
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
    private static final Duration SOON = Duration.ofMinutes(4); // a few seconds when the machine is idle

    @TempDir
    Path folder;

    @Test
    void rowsArriveCtrlCEndsInOrderAndVerifyAgrees(MySqlDatabase mysql, DatabendDatabase databend) throws IOException {
        String canary = "canary-Passw0rd";
        String user = "c" + mysql.name().substring(Math.max(0, mysql.name().length() - 20));
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                "CREATE USER '" + user + "'@'%' IDENTIFIED BY '" + canary + "'",
                "GRANT ALL ON *.* TO '" + user + "'@'%'");
        Path file = new PipelineYaml(folder, mysql, databend)
                .mysqlUser(user)
                .mysqlPassword(canary)
                .write();

        try (BendsyncProcess process = BendsyncProcess.start(folder, Map.of(), "run", file.toString())) {
            process.awaitLine("running: MySQL to Databend", SOON);
            mysql.execute("INSERT INTO t (name) VALUES ('one'), ('two')");
            awaitRows(process, databend, 2);

            assertThat(ListeningSockets.addressesOf(process.pid()))
                    .as("what it listens on")
                    .isNotEmpty()
                    .allMatch(ListeningSockets::isLoopback);
            assertASecondOneIsRefused(file);
            String metrics = process.awaitLine("metrics for Prometheus: ", SOON).replaceAll(".*: ", "");
            assertThat(read(metrics))
                    .contains("bendsync_rows_total{pipeline=\"test\",table=\"t\"} 2.0")
                    .doesNotContain(canary);
            assertThat(rest("/connectors?expand=info&expand=status"))
                    .contains("test-source", "connection.user")
                    .doesNotContain(canary);

            process.interrupt();
            assertThat(process.awaitExit(SOON)).as(process.output()).isZero();
            assertThat(process.lines()).endsWith("stopped");
            assertThat(process.output()).doesNotContain(canary);
        }
        assertIsInNoFile(canary);
        assertVerify(file, 0, "agrees");

        mysql.execute("UPDATE t SET name = 'three' WHERE id = 2");
        assertVerify(file, 1, "row id='2', column name: MySQL 'three', Databend 'two'");
        mysql.execute("DROP USER '" + user + "'@'%'");
    }

    @Test
    void whatAKillCutShortIsFinishedByTheNextRunOfTheNextVersion(MySqlDatabase mysql, DatabendDatabase databend)
            throws IOException {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))");
        Path file = new PipelineYaml(folder, mysql, databend)
                .source("properties: {delete.detection: key-scan, delete.detection.interval.ms: 1000}")
                .write();
        insert(mysql, 20_000);

        Duration first;
        try (BendsyncProcess process = BendsyncProcess.start(folder, Map.of(), "run", file.toString())) {
            first = untilMoreRowsThan(0, databend);
            process.kill();
        }
        int before = count(databend);
        insert(mysql, 10_000);
        Path next = OtherVersion.distribution(folder, "0.2.0");
        try (BendsyncProcess process = BendsyncProcess.start(next, folder, Map.of(), "run", file.toString())) {
            // Kafka's defaults would wait 40 to 60 seconds for the dead process, on a machine however fast or slow.
            assertThat(untilMoreRowsThan(before, databend))
                    .as("start after kill -9 to new rows; the first start took %s", first)
                    .isLessThan(first.plusSeconds(30));
            awaitRows(process, databend, 30_000);
            assertThat(rest("/connectors/test-source/status")).contains("\"version\":\"0.2.0\"");
            mysql.execute("DELETE FROM t WHERE id % 1000 = 0");
            awaitRows(process, databend, count(mysql));
            process.terminate();
            assertThat(process.awaitExit(SOON)).as(process.output()).isZero();
        }
        assertVerify(file, 0, "agrees");
    }

    @Test
    void theBinlogBringsInsertsUpdatesAndDeletes(MySqlDatabase mysql, DatabendDatabase databend) {
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                "INSERT INTO t (name) VALUES ('one'), ('two'), ('three')");
        Path file = new PipelineYaml(folder, mysql, databend).binlog().write();

        try (BendsyncProcess process = BendsyncProcess.start(folder, Map.of(), "run", file.toString())) {
            awaitRows(process, databend, 3);
            mysql.execute(
                    "DELETE FROM t WHERE id = 1",
                    "UPDATE t SET name = 'zwei' WHERE id = 2",
                    "INSERT INTO t VALUES (9, 'nine')");
            assertVerify(file, 0, "agrees");
            try (BendsyncProcess status = BendsyncProcess.run(folder, SOON, "status", file.toString())) {
                assertThat(status.awaitExit(SOON)).as(status.output()).isZero();
                assertThat(status.output()).contains("test-source", "test-target, task 0", "RUNNING");
            }
            databend.execute(
                    "DELETE FROM t WHERE id = 3",
                    "INSERT INTO t VALUES (7, 'surplus')",
                    "UPDATE t SET name = NULL WHERE id = 9");
            assertVerify(file, 1, "DIFFERS");
            try (BendsyncProcess repair =
                    BendsyncProcess.run(folder, SOON, "verify", "--wait", "0", "--repair", file.toString())) {
                assertThat(repair.awaitExit(SOON)).as(repair.output()).isZero();
                assertThat(repair.output()).contains("sent 2 rows and 1 removals to the sink");
            }
            process.interrupt();
            assertThat(process.awaitExit(SOON)).as(process.output()).isZero();
        }
        assertThat(databend.query("SELECT id, name FROM t ORDER BY id"))
                .containsExactly(List.of("2", "zwei"), List.of("3", "three"), List.of("9", "nine"));
    }

    @Test
    void aKafkaOfTheUsersTakesTheEmbeddedOnesPlace(MySqlDatabase mysql, DatabendDatabase databend) {
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                "INSERT INTO t (name) VALUES ('one'), ('two')");
        String data = folder.resolve("broker").toString();
        try (BendsyncProcess kafka =
                BendsyncProcess.start(folder, Map.of(), "local", "kafka", "--port", "0", "--data", data)) {
            String servers = kafka.awaitLine("bootstrap.servers=", SOON).replaceAll(".*=", "");
            Path file = new PipelineYaml(folder, mysql, databend).kafka(servers).write();

            try (BendsyncProcess process = BendsyncProcess.start(folder, Map.of(), "run", file.toString())) {
                awaitRows(process, databend, 2);
                process.interrupt();
                assertThat(process.awaitExit(SOON)).as(process.output()).isZero();
            }
            assertThat(folder.resolve("data/kafka")).doesNotExist();
        }
    }

    @Test
    void aTaskThatFailsEndsTheCommandWithOneClearMessage(MySqlDatabase mysql, DatabendDatabase databend) {
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                "INSERT INTO t (name) VALUES ('a text')");
        databend.execute("CREATE TABLE t (id INT, name DATE)");
        Path file = new PipelineYaml(folder, mysql, databend).write();

        try (BendsyncProcess process = BendsyncProcess.run(folder, SOON, "run", file.toString())) {
            assertThat(process.awaitExit(SOON)).as(process.output()).isEqualTo(1);
            assertThat(process.lines())
                    .filteredOn(line -> line.startsWith("bendsync: "))
                    .singleElement()
                    .asString()
                    .startsWith("bendsync: test stopped: test-target: ")
                    .contains("name");
            assertThat(process.output()).doesNotContain("\tat ", "Exception:");
        }
    }

    private void assertASecondOneIsRefused(Path file) {
        try (BendsyncProcess second = BendsyncProcess.run(folder, SOON, "run", file.toString())) {
            assertThat(second.awaitExit(SOON)).isEqualTo(2);
            assertThat(second.output()).contains("in use by another bendsync (process ");
        }
    }

    private void assertVerify(Path file, int status, String text) {
        try (BendsyncProcess verify =
                BendsyncProcess.run(folder, SOON, "verify", "--wait", status == 0 ? "60" : "0", file.toString())) {
            assertThat(verify.output()).contains(text);
            assertThat(verify.awaitExit(SOON)).isEqualTo(status);
        }
    }

    private String rest(String path) throws IOException {
        Properties ports = new Properties();
        try (InputStream in = Files.newInputStream(folder.resolve("data/ports.properties"))) {
            ports.load(in);
        }
        return read("http://127.0.0.1:" + ports.getProperty("rest") + path);
    }

    private static String read(String url) throws IOException {
        try (InputStream in = URI.create(url).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Kafka's topics and the logs are files of the data folder too. */
    private void assertIsInNoFile(String secret) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(secret);
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

    private static int count(MySqlDatabase mysql) {
        return Integer.parseInt(mysql.query("SELECT COUNT(*) FROM t").get(0).get(0));
    }

    private static void awaitRows(BendsyncProcess process, DatabendDatabase databend, int expected) {
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(count(databend))
                        .as("rows in Databend; bendsync says: %s", process.output())
                        .isEqualTo(expected));
    }

    private static Duration untilMoreRowsThan(int rows, DatabendDatabase databend) {
        long begun = System.nanoTime();
        Awaitility.await("more than " + rows + " rows").atMost(SOON).until(() -> count(databend) > rows);
        return Duration.ofNanos(System.nanoTime() - begun);
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
