package io.bendsync.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the servers when the process that owns them is killed. */
class LeftoverIT {
    @TempDir
    Path folder;

    @Test
    void serversEndWithTheirKilledOwnerAndTheirRowsAreThereForTheNext() throws Exception {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-D" + CacheFolder.PROPERTY + "="
                                + CacheFolder.standard().root(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        folder.toString())
                .redirectError(folder.resolve("owner.log").toFile())
                .start();
        BufferedReader says = owner.inputReader();
        ProcessHandle mysqld = ProcessHandle.of(Long.parseLong(says.readLine())).orElseThrow();
        ProcessHandle engine = ProcessHandle.of(Long.parseLong(says.readLine())).orElseThrow();

        owner.destroyForcibly().waitFor();

        // At once: they may still be ending, which the new owner has to wait for.
        try (LocalMySql mysql = mysql(folder);
                LocalDatabend databend = databend(folder)) {
            assertThat(value(mysql.url("d"), mysql.user(), mysql.password())).isEqualTo("7");
            assertThat(value(databend.url("d"), databend.user(), databend.password()))
                    .isEqualTo("7");
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !mysqld.isAlive() && !engine.isAlive());
    }

    @Test
    void processThatOnlyHasTheSameIdIsLeftAlone() throws Exception {
        Path data = folder.resolve("mysql");
        mysql(folder).close();
        // As if the id of a mysqld killed long ago belonged to somebody else by now: to us.
        Files.writeString(data.resolve("mysqld.pid"), ProcessHandle.current().pid() + "\n");
        Files.writeString(
                data.resolve("mysqld.sock.lock"), ProcessHandle.current().pid() + "\n");

        try (LocalMySql mysql = mysql(folder)) {
            assertThat(mysql.pid()).isNotEqualTo(ProcessHandle.current().pid());
        }
    }

    private static LocalMySql mysql(Path folder) {
        return LocalMySql.builder(CacheFolder.standard())
                .dataFolder(folder.resolve("mysql"))
                .start();
    }

    private static LocalDatabend databend(Path folder) {
        return LocalDatabend.builder(CacheFolder.standard())
                .dataFolder(folder.resolve("databend"))
                .start();
    }

    private static String value(String url, String user, String password) throws Exception {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT i FROM t")) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Owns one server of each kind, with one row in it, and prints their process ids. */
    static final class Owner {
        public static void main(String[] arguments) throws Exception {
            LocalMySql mysql = mysql(Path.of(arguments[0]));
            LocalDatabend databend = databend(Path.of(arguments[0]));
            fill(mysql.url(""), mysql.user(), mysql.password());
            fill(databend.url("default"), databend.user(), databend.password());
            System.out.println(mysql.pid());
            System.out.println(databend.pid());
            Thread.currentThread().join();
        }

        private static void fill(String url, String user, String password) throws Exception {
            try (Connection connection = DriverManager.getConnection(url, user, password);
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE d");
                statement.execute("CREATE TABLE d.t (i INT)");
                statement.execute("INSERT INTO d.t VALUES (7)");
            }
        }
    }
}
