package io.bendsync.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline that polls whatever tables there are, by the real command: its topics, its secrets and its pauses. */
@ExtendWith(StackExtension.class)
class GlobIT {
    private static final Duration SOON = Duration.ofMinutes(4); // seconds when the machine is idle

    @TempDir
    Path folder;

    @Test
    void allTablesAndNothingElseArriveAndNoPasswordLeaves(MySqlDatabase mysql, DatabendDatabase databend)
            throws IOException {
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                "CREATE TABLE b1 (id INT AUTO_INCREMENT PRIMARY KEY)",
                "CREATE USER '" + user(mysql) + "'@'%' IDENTIFIED BY 'canary-1-Passw0rd'",
                "GRANT ALL ON *.* TO '" + user(mysql) + "'@'%'",
                "INSERT INTO t (name) VALUES ('one'), ('two')",
                "INSERT INTO b1 VALUES (7)");
        Path file = new PipelineYaml(folder, mysql, databend)
                .mysqlUser(user(mysql))
                .mysqlPassword("canary-1-Passw0rd")
                .tables("\"" + mysql.name() + ".*\"")
                .source("properties: {value.converter.basic.auth.user.info: \"u:canary-2\", taken: \"${env:TAKEN}\","
                        + " header.url: \"http://u:canary-3@h/\"}")
                .target("properties: {errors.tolerance: all, errors.deadletterqueue.topic.name: test." + mysql.name()
                        + ".dead, errors.deadletterqueue.topic.replication.factor: 1, note.api.key: canary-4}")
                .write();

        try (BendsyncProcess process = start("run", file)) {
            awaitRows(process, databend, "t", 2);
            awaitRows(process, databend, "b1", 1);
            RestCalls rest = new RestCalls("http://127.0.0.1:" + restPort(), "", "");
            assertThat(rest.asNobody()
                            .get("/connectors?expand=info&expand=status")
                            .body())
                    .contains("\"state\":\"RUNNING\"", "${bendsync:test-source.taken}")
                    .doesNotContain("canary", "FAILED");
            assertNoPasswordComesOut(rest.asNobody());
            verify(file);

            try (BendsyncProcess pause = start("pause", file)) {
                assertThat(pause.awaitExit(SOON)).as(pause.output()).isZero();
            }
            process.awaitLine("paused: nothing is read or written until bendsync resume", SOON);
            process.kill();
            assertThat(process.output()).doesNotContain("canary");
        }
        assertNotRunning(file);
        mysql.execute("INSERT INTO t (name) VALUES ('three')");
        try (BendsyncProcess process = start("run", file)) {
            process.awaitLine("paused: nothing is read or written until bendsync resume", SOON);
            try (BendsyncProcess resume = start("resume", file)) {
                assertThat(resume.awaitExit(SOON)).as(resume.output()).isZero();
            }
            awaitRows(process, databend, "t", 3);
            process.interrupt();
            assertThat(process.awaitExit(SOON)).as(process.output()).isZero();
        }
        assertThat(databend.query("SELECT name FROM system.tables WHERE database = '" + databend.name()
                        + "' AND name NOT LIKE '%bendsync%' ORDER BY name"))
                .containsExactly(List.of("b1"), List.of("t"));
        assertIsInNoFile("canary");
        mysql.execute("DROP USER '" + user(mysql) + "'@'%'");
    }

    @Test
    void aTableThatComesLaterAndWouldTakeAnothersPlaceStopsThePipeline(MySqlDatabase mysql, DatabendDatabase databend) {
        String second = mysql.name() + "_b";
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                "INSERT INTO t (name) VALUES ('one')");
        Path file = new PipelineYaml(folder, mysql, databend)
                .binlog()
                .tables("\"" + mysql.name() + "*.t\"")
                .write();
        try (BendsyncProcess process = start("run", file)) {
            awaitRows(process, databend, "t", 1);
            mysql.execute(
                    "CREATE DATABASE " + second,
                    "CREATE TABLE " + second + ".t (id INT PRIMARY KEY, name VARCHAR(20))");
            assertThat(process.awaitExit(SOON)).as(process.output()).isOne();
            assertThat(process.output())
                    .contains(mysql.name() + ".t and " + second + ".t would be written to one table, " + databend.name()
                            + ".t")
                    .contains("--resync");
        }
        try (BendsyncProcess check = start("check", file)) {
            assertThat(check.awaitExit(SOON)).as(check.output()).isEqualTo(2);
            assertThat(check.output()).contains(":7:3: source.tables: ", "shard.column");
        } finally {
            mysql.execute("DROP DATABASE " + second);
        }
    }

    /** Kafka Connect fills references in before it looks at anything else, and repeats some configurations. */
    private static void assertNoPasswordComesOut(RestCalls rest) {
        String reference = "{\"a\":\"${bendsync:test-source.connection.password}\"}";
        String named = "{\"connector.class\":\"FileStreamSink\",\"name\":\"x\",\"topics\":\"t\","
                + "\"file\":\"\\u0024{bendsync:test-source.connection.password}\"}";
        List<RestCalls.Answer> answers = List.of(
                rest.json("PUT", "/connectors/x/config", reference),
                rest.json("POST", "/connectors", "{\"name\":\"x\",\"config\":" + reference + "}"),
                rest.json("PUT", "/connector-plugins/DatabendSinkConnector/config/validate", named),
                rest.json("PATCH", "/connectors/test-source/config", "{\"connector.class\":null}"));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.body()).isEqualTo(403);
            assertThat(answer.body()).contains("message").doesNotContain("canary");
        });
        assertThat(rest.json("PUT", "/connectors/x/config", "{\"a\":\"b\"}").status())
                .as("others are judged by Kafka Connect")
                .isEqualTo(400);
    }

    private void assertNotRunning(Path file) {
        for (String command : List.of("status", "pause")) {
            try (BendsyncProcess process = start(command, file)) {
                assertThat(process.awaitExit(SOON)).isOne();
                assertThat(process.output()).contains("pipeline test is not running: start it with bendsync run");
            }
        }
    }

    private void verify(Path file) {
        try (BendsyncProcess verify = start("verify", file)) {
            assertThat(verify.awaitExit(SOON)).as(verify.output()).isZero();
        }
    }

    private BendsyncProcess start(String command, Path file) {
        return BendsyncProcess.start(folder, Map.of("TAKEN", "canary-5"), command, file.toString());
    }

    private static String user(MySqlDatabase mysql) {
        return "g" + mysql.name().substring(Math.max(0, mysql.name().length() - 20));
    }

    private String restPort() throws IOException {
        Properties ports = new Properties();
        try (InputStream in = Files.newInputStream(folder.resolve("data/ports.properties"))) {
            ports.load(in);
        }
        return ports.getProperty("rest");
    }

    private void assertIsInNoFile(String secret) throws IOException {
        try (var files = Files.walk(folder.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(secret);
            }
        }
    }

    private static void awaitRows(BendsyncProcess process, DatabendDatabase databend, String table, int rows) {
        Awaitility.await(rows + " rows of " + table)
                .atMost(SOON)
                .failFast(
                        () -> assertThat(process.isAlive()).as(process.output()).isTrue())
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(databend.query("SELECT count(*) FROM " + table))
                        .containsExactly(List.of(Integer.toString(rows))));
    }
}
