package io.bendsync.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.localstack.process.LoopbackPorts;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real MySQL through its whole life. */
class MySqlIT {
    private final List<String> lines = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void rowsSurviveARestartOnTheSamePort() throws Exception {
        try (LocalMySql mysql = quick(folder.resolve("data")).start()) {
            execute(
                    mysql,
                    "CREATE DATABASE d",
                    "CREATE TABLE d.t (i INT PRIMARY KEY)",
                    "INSERT INTO d.t VALUES (1), (2)");
            int port = mysql.port();
            long pid = mysql.pid();

            mysql.restart();

            assertThat(mysql.port()).isEqualTo(port);
            assertThat(mysql.pid()).isNotEqualTo(pid);
            assertThat(value(mysql, "SELECT COUNT(*) FROM d.t")).isEqualTo("2");
        }
    }

    @Test
    void committedRowsSurviveAKill() throws Exception {
        // With the durable defaults: what a commit promised must be there after a crash.
        try (LocalMySql mysql = builder(folder.resolve("data")).start()) {
            execute(mysql, "CREATE DATABASE d", "CREATE TABLE d.t (i INT PRIMARY KEY)");
            for (int i = 0; i < 20; i++) {
                execute(mysql, "INSERT INTO d.t VALUES (" + i + ")");
            }
            long pid = mysql.pid();

            mysql.kill();

            assertThat(ProcessHandle.of(pid)).isEmpty();
            assertThatThrownBy(() -> value(mysql, "SELECT 1")).isInstanceOf(SQLException.class);
            mysql.restart();
            assertThat(value(mysql, "SELECT COUNT(*) FROM d.t")).isEqualTo("20");
        }
    }

    @Test
    void binlogHoldsRowsWithGtidsAndTimeZonesAreKnown() throws Exception {
        try (LocalMySql mysql = quick(folder.resolve("data")).start()) {
            assertThat(value(mysql, "SELECT @@version")).startsWith(mysql.version());
            assertThat(value(mysql, "SELECT @@log_bin")).isEqualTo("1");
            assertThat(value(mysql, "SELECT @@gtid_mode")).isEqualTo("ON");
            assertThat(value(mysql, "SELECT @@binlog_row_image")).isEqualTo("FULL");
            assertThat(value(mysql, "SELECT CONVERT_TZ('2024-07-01 12:00:00', 'Europe/Berlin', 'UTC')"))
                    .startsWith("2024-07-01 10:00:00");
        }
    }

    @Test
    void eachDataFolderHasAServerIdentityOfItsOwn() throws Exception {
        try (LocalMySql one = quick(folder.resolve("one")).start();
                LocalMySql two = quick(folder.resolve("two")).start()) {
            assertThat(value(one, "SELECT @@server_uuid")).isNotEqualTo(value(two, "SELECT @@server_uuid"));
        }
    }

    @Test
    void passwordsGuardTheServerAndLeaveNoFileBehind() throws Exception {
        Path data = folder.resolve("data");
        try (LocalMySql mysql =
                quick(data).password("it's\\secret").user("ann", "tea").start()) {
            assertThat(value(mysql, "SELECT CURRENT_USER()")).isEqualTo("root@localhost");
            try (Connection connection = DriverManager.getConnection(mysql.url(""), "ann", "tea")) {
                assertThat(connection.isValid(1)).isTrue();
            }
            assertThatThrownBy(() -> DriverManager.getConnection(mysql.url(""), "root", ""))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Access denied");
            assertThat(data.resolve("accounts.sql")).doesNotExist();
        }
    }

    @Test
    void takenPortIsNamed() throws Exception {
        try (ServerSocket taken =
                new ServerSocket(0, 1, LoopbackPorts.address(0).getAddress())) {
            assertThatThrownBy(() -> quick(folder.resolve("data"))
                            .port(taken.getLocalPort())
                            .start())
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("is taken by another program");
        }
    }

    @Test
    void twoServersOnOneDataFolderAreRefused() {
        Path data = folder.resolve("data");
        try (LocalMySql mysql = quick(data).start()) {
            assertThat(mysql.pid()).isPositive();
            assertThatThrownBy(() -> quick(data).start())
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining(data.toString())
                    .hasMessageContaining("choose another data folder");
        }
    }

    @Test
    void folderThatHoldsSomethingElseIsLeftAlone() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("thesis.txt"), "mine");

        assertThatThrownBy(() -> quick(data).start())
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("holds no MySQL data");
        assertThat(data.resolve("thesis.txt")).hasContent("mine");
    }

    @Test
    void badOptionIsReportedWithTheServersOwnWords() {
        assertThatThrownBy(() -> quick(folder.resolve("data"))
                        .option("--no-such-option=1")
                        .start())
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("It ended by itself")
                .hasMessageContaining("no-such-option");
    }

    @Test
    void newDataFolderIsReadyWithinSeconds() {
        try (LocalMySql warm = quick(folder.resolve("warm")).start()) {
            assertThat(warm.version()).isNotEmpty();
        }
        long started = System.nanoTime();
        try (LocalMySql mysql = quick(folder.resolve("data")).start()) {
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
            assertThat(lines).anyMatch(line -> line.startsWith("MySQL " + mysql.version() + " is up after"));
        }
    }

    @Test
    void clientProgramRuns() throws Exception {
        try (LocalMySql mysql = quick(folder.resolve("data")).start()) {
            Process client = new ProcessBuilder(
                            mysql.client().toString(),
                            "--no-defaults",
                            "-h" + mysql.host(),
                            "-P" + mysql.port(),
                            "-u" + mysql.user(),
                            "-Ne",
                            "SELECT 6*7")
                    .redirectErrorStream(true)
                    .start();
            assertThat(client.inputReader().readLine()).isEqualTo("42");
        }
    }

    private LocalMySql.Builder quick(Path data) {
        return builder(data).option("--sync-binlog=0").option("--innodb-flush-log-at-trx-commit=2");
    }

    private LocalMySql.Builder builder(Path data) {
        return LocalMySql.builder(CacheFolder.standard()).dataFolder(data).progress(lines::add);
    }

    private static void execute(LocalMySql mysql, String... statements) throws SQLException {
        try (Connection connection = connect(mysql);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String value(LocalMySql mysql, String query) throws SQLException {
        try (Connection connection = connect(mysql);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(LocalMySql mysql) throws SQLException {
        return DriverManager.getConnection(mysql.url(""), mysql.user(), mysql.password());
    }
}
