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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Databend engine through its whole life; what it answers is tested with the gateway. */
class DatabendIT {
    @TempDir
    Path folder;

    @Test
    void rowsSurviveARestartOnTheSamePort() throws Exception {
        try (LocalDatabend databend = builder(folder.resolve("data")).start()) {
            fill(databend);
            int port = databend.port();
            long pid = databend.pid();

            databend.restart();

            assertThat(databend.port()).isEqualTo(port);
            assertThat(databend.pid()).isNotEqualTo(pid);
            assertThat(value(databend, "SELECT count(*) FROM d.t")).isEqualTo("2");
        }
    }

    @Test
    void committedRowsSurviveAKill() throws Exception {
        try (LocalDatabend databend = builder(folder.resolve("data")).start()) {
            fill(databend);
            long pid = databend.pid();

            databend.kill();

            assertThat(ProcessHandle.of(pid)).isEmpty();
            assertThatThrownBy(() -> value(databend, "SELECT 1")).hasMessageContaining("Failed to connect");
            databend.restart();
            assertThat(value(databend, "SELECT count(*) FROM d.t")).isEqualTo("2");
        }
    }

    @Test
    void rowsAreThereForTheNextServerOnTheSameFolder() throws Exception {
        try (LocalDatabend databend = builder(folder.resolve("data")).start()) {
            fill(databend);
        }
        try (LocalDatabend databend = builder(folder.resolve("data")).start()) {
            assertThat(value(databend, "SELECT count(*) FROM d.t")).isEqualTo("2");
        }
    }

    @Test
    void onlyTheGivenUserMayEnter() throws Exception {
        try (LocalDatabend databend =
                builder(folder.resolve("data")).user("ann", "te\"a\\:x").start()) {
            assertThat(value(databend, "SELECT 1")).isEqualTo("1");
            assertThatThrownBy(() -> value(databend, "SELECT 1", "ann", "coffee"))
                    .hasMessageContaining("5100");
            assertThatThrownBy(() -> value(databend, "SELECT 1", "root", "")).hasMessageContaining("5100");
        }
    }

    @Test
    void passwordIsNotAmongTheProcessArguments() throws Exception {
        try (LocalDatabend databend =
                builder(folder.resolve("data")).user("ann", "secret-tea").start()) {
            assertThat(Files.readString(Path.of("/proc/" + databend.pid() + "/cmdline")))
                    .contains("bendsync_gateway")
                    .doesNotContain("secret-tea");
        }
    }

    @Test
    void takenPortIsNamed() throws Exception {
        try (ServerSocket taken =
                new ServerSocket(0, 1, LoopbackPorts.address(0).getAddress())) {
            assertThatThrownBy(() -> builder(folder.resolve("data"))
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
        try (LocalDatabend databend = builder(data).start()) {
            assertThat(databend.pid()).isPositive();
            assertThatThrownBy(() -> builder(data).start())
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining(data.toString())
                    .hasMessageContaining("choose another data folder");
        }
    }

    @Test
    void closingLeavesNoProcess() {
        LocalDatabend databend = builder(folder.resolve("data")).start();
        ProcessHandle process = ProcessHandle.of(databend.pid()).orElseThrow();

        databend.close();

        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !process.isAlive());
    }

    private static LocalDatabend.Builder builder(Path data) {
        return LocalDatabend.builder(CacheFolder.standard()).dataFolder(data);
    }

    private static void fill(LocalDatabend databend) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(databend.url("default"), databend.user(), databend.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE d");
            statement.execute("CREATE TABLE d.t (i INT)");
            statement.execute("INSERT INTO d.t VALUES (1), (2)");
        }
    }

    private static String value(LocalDatabend databend, String query) throws SQLException {
        return value(databend, query, databend.user(), databend.password());
    }

    private static String value(LocalDatabend databend, String query, String user, String password)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection(databend.url("default"), user, password);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
