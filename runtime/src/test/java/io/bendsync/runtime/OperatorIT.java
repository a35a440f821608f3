package io.bendsync.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an operator, a clock or a security officer does to a running binlog pipeline, by the real command. */
@ExtendWith(StackExtension.class)
class OperatorIT {
    private static final Duration SOON = Duration.ofMinutes(4); // seconds when the machine is idle

    @TempDir
    Path folder;

    private MySqlDatabase mysql;
    private DatabendDatabase databend;
    private String user;

    @BeforeEach
    void create(MySqlDatabase mysql, DatabendDatabase databend) {
        this.mysql = mysql;
        this.databend = databend;
        this.user = "o" + mysql.name().substring(Math.max(0, mysql.name().length() - 20));
        mysql.execute(
                "CREATE USER '" + user + "'@'%' IDENTIFIED BY 'canary-first'",
                "GRANT ALL ON *.* TO '" + user + "'@'%'",
                "CREATE TABLE t (area VARCHAR(20), no INT, name VARCHAR(20), at DATETIME(6), ts TIMESTAMP(6) NULL,"
                        + " PRIMARY KEY (area, no))",
                "INSERT INTO t (area, no, name) VALUES ('north', 1, 'one'), ('north', 2, 'two'), ('Süd', 1, 'three'),"
                        + " ('', 1, ''), ('south ''x''', 1, 'five')");
    }

    @AfterEach
    void drop() {
        mysql.execute("SET GLOBAL time_zone = 'SYSTEM'", "DROP USER '" + user + "'@'%'");
    }

    @Test
    void clocksAndZonesDamageAndRereadingLeaveBothSidesEqual() {
        // The hour that Berlin skips and the one that it has twice, told in several zones.
        mysql.execute(
                "SET GLOBAL time_zone = 'Europe/Berlin'",
                "SET time_zone = '+00:00'",
                "INSERT INTO t VALUES ('zone', 1, '', '2024-03-31 02:30:00', '2024-03-31 01:30:00.000001'),"
                        + " ('zone', 2, '', '2024-10-27 02:30:00', '2024-10-27 00:30:00'),"
                        + " ('zone', 3, '', '2024-10-27 02:30:00', '2024-10-27 01:30:00')",
                "SET time_zone = 'America/New_York'",
                "INSERT INTO t VALUES ('zone', 4, '', '2024-11-03 01:30:00', '2024-03-10 03:00:00')");
        Path file = pipeline("canary-first");
        try (BendsyncProcess process = start("America/New_York", "run", file)) {
            awaitCount(process, 9);
            assertZones();
            assertVerify(file, 0);

            mysql.execute(
                    "SET time_zone = 'Asia/Kolkata'",
                    "SET GLOBAL time_zone = '-05:00'",
                    "UPDATE t SET ts = '2024-03-10 13:30:00' WHERE area = 'zone' AND no = 4",
                    "INSERT INTO t VALUES ('zone', 5, '', '2024-06-01 00:00:00.000001', '2024-06-01 05:30:00')");
            awaitCount(process, 10);
            assertVerify(file, 0);
            assertThat(databend.query("SELECT at, ts FROM t WHERE area = 'zone' AND no = 5"))
                    .containsExactly(List.of("2024-06-01 00:00:00.000001", "2024-06-01 00:00:00.000000"));

            // MySQL's own clock an hour ahead, then an hour behind, in its rows and in their events in the binlog.
            mysql.execute(
                    "SET timestamp = UNIX_TIMESTAMP(NOW(6)) + 3600",
                    "INSERT INTO t VALUES ('clock', 1, '', NOW(6), NOW(6))",
                    "SET timestamp = UNIX_TIMESTAMP(NOW(6)) - 7200",
                    "INSERT INTO t VALUES ('clock', 2, '', NOW(6), NOW(6))",
                    "UPDATE t SET name = 'back' WHERE area = 'clock' AND no = 1");
            awaitCount(process, 12);
            assertVerify(file, 0);

            databend.execute(
                    "DELETE FROM t WHERE area = 'north' AND no = 1",
                    "INSERT INTO t (area, no, name) VALUES ('north', 99, 'surplus'), ('SÜD', 1, 'case')",
                    "UPDATE t SET name = 'other' WHERE area = 'Süd'",
                    "UPDATE t SET at = '2024-06-01 00:00:00' WHERE area = 'zone' AND no = 5",
                    "UPDATE t SET name = NULL WHERE area = ''");
            assertThat(assertVerify(file, 1, "--wait", "0"))
                    .contains(
                            "row area='north', no='1' is missing in Databend",
                            "row area='north', no='99' is in Databend only",
                            "row area='SÜD', no='1' is in Databend only",
                            "row area='Süd', no='1', column name: MySQL 'three', Databend 'other'",
                            "row area='zone', no='5', column at: MySQL '2024-06-01 00:00:00.000001'",
                            "row area='', no='1', column name: MySQL '', Databend NULL");
            assertVerify(file, 0, "--wait", "0", "--repair");

            databend.execute("DELETE FROM t WHERE area <> 'north'");
            try (BendsyncProcess resync = start("UTC", "resync", file)) {
                assertThat(resync.awaitExit(SOON)).as(resync.output()).isZero();
            }
            awaitCount(process, 12);
            assertVerify(file, 0);
        }
    }

    @Test
    void aChangedPasswordDeletedConnectorsAndATopicMadeAnewAreTold() throws Exception {
        Path file = pipeline("${file:secrets.properties:mysql}");
        secret("canary-first");
        try (BendsyncProcess process = start("UTC", "run", file)) {
            awaitCount(process, 5);
            // The file first, the server later: as good as the other way round.
            secret("canary-second");
            Awaitility.await("a word on the password that MySQL does not know yet")
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(log()).contains("but not on the server yet"));
            changePassword("canary-second");
            process.awaitLine("the password of test-source has changed: it starts again with the new one", SOON);
            mysql.execute("INSERT INTO t (area, no) VALUES ('after', 1)");
            awaitCount(process, 6);

            changePassword("canary-third");
            assertThat(process.awaitExit(SOON)).as(process.output()).isOne();
            assertThat(process.output())
                    .contains("let user '" + user + "' in with this password")
                    .contains("put the new one where " + file + ":")
                    .contains("source.password has it or takes it from, and start again");
        }
        secret("canary-third");
        mysql.execute("INSERT INTO t (area, no) VALUES ('third', 1)");
        // The next version goes on where this one was, and then this one where the next one was.
        Path next = OtherVersion.distribution(folder, "0.2.0");
        try (BendsyncProcess process = BendsyncProcess.start(next, folder, Map.of(), "run", file.toString())) {
            awaitCount(process, 7);
            send("DELETE", "/connectors/test-source");
            send("DELETE", "/connectors/test-target");
            process.interrupt();
            process.awaitExit(SOON);
        }
        mysql.execute("INSERT INTO t (area, no) VALUES ('after', 2)", "DELETE FROM t WHERE area = 'north'");
        try (BendsyncProcess process = start("UTC", "run", file)) {
            awaitCount(process, 6);
            assertVerify(file, 0);
            makeTopicAnew("test." + mysql.name() + ".t");
            mysql.execute("INSERT INTO t (area, no) VALUES ('after', 3)");
            process.awaitLine("the topic was made anew, or offsets were reset", SOON);
            assertThat(process.awaitExit(SOON)).isOne();
        }
        assertThat(log()).doesNotContain("canary");
    }

    private void secret(String password) throws IOException {
        Path next = Files.writeString(folder.resolve("secrets.next"), "mysql=" + password + "\n");
        Files.move(next, folder.resolve("secrets.properties"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** And ends the sessions that came in by the old one. */
    private void changePassword(String password) {
        mysql.execute("ALTER USER '" + user + "'@'%' IDENTIFIED BY '" + password + "'");
        for (List<String> session :
                mysql.query("SELECT id FROM information_schema.processlist WHERE user = '" + user + "'")) {
            mysql.execute("KILL " + session.get(0));
        }
    }

    private void assertZones() {
        assertThat(databend.query("SELECT no, at, ts FROM t WHERE area = 'zone' ORDER BY no"))
                .containsExactly(
                        List.of("1", "2024-03-31 02:30:00.000000", "2024-03-31 01:30:00.000001"),
                        List.of("2", "2024-10-27 02:30:00.000000", "2024-10-27 00:30:00.000000"),
                        List.of("3", "2024-10-27 02:30:00.000000", "2024-10-27 01:30:00.000000"),
                        List.of("4", "2024-11-03 01:30:00.000000", "2024-03-10 07:00:00.000000"));
    }

    private Path pipeline(String password) {
        return new PipelineYaml(folder, mysql, databend)
                .mysqlUser(user)
                .mysqlPassword(password)
                .binlog()
                .write();
    }

    private BendsyncProcess start(String zone, String command, Path file, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = command;
        arguments[1] = file.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return BendsyncProcess.start(folder, Map.of("TZ", zone), arguments);
    }

    private String assertVerify(Path file, int status, String... options) {
        try (BendsyncProcess verify = start("Asia/Kolkata", "verify", file, options)) {
            assertThat(verify.awaitExit(SOON)).as(verify.output()).isEqualTo(status);
            return verify.output();
        }
    }

    private void awaitCount(BendsyncProcess process, int rows) {
        Awaitility.await(rows + " rows")
                .atMost(SOON)
                .failFast(
                        () -> assertThat(process.isAlive()).as(process.output()).isTrue())
                .untilAsserted(() -> assertThat(databend.query("SELECT count(*) FROM t"))
                        .containsExactly(List.of(Integer.toString(rows))));
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("data/bendsync.log"));
    }

    private Properties ports() throws IOException {
        Properties ports = new Properties();
        try (InputStream in = Files.newInputStream(folder.resolve("data/ports.properties"))) {
            ports.load(in);
        }
        return ports;
    }

    private void send(String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + ports().getProperty("rest") + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isLessThan(300);
    }

    private void makeTopicAnew(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + ports().getProperty("broker")))) {
            admin.deleteTopics(List.of(topic)).all().get();
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> !admin.listTopics().names().get().contains(topic));
        }
    }
}
