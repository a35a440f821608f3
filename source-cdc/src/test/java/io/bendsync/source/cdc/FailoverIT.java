package io.bendsync.source.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bendsync.localstack.CacheFolder;
import io.bendsync.localstack.LocalMySql;
import io.bendsync.source.cdc.check.Preflight;
import io.bendsync.source.cdc.config.Translation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server dies and its replica takes over; binlog files and positions are others there, the GTIDs are the same. */
class FailoverIT {

    @TempDir
    private Path folder;

    @Test
    void promotedReplicaIsGoneOnFromByGtids() throws SQLException {
        try (LocalMySql primary = server("primary", 1).start();
                LocalMySql replica = server("replica", 2).start()) {
            // Files of other names and lengths, so that only GTIDs can tell where to go on.
            execute(
                    replica,
                    "FLUSH BINARY LOGS",
                    "FLUSH BINARY LOGS",
                    "RESET BINARY LOGS AND GTIDS",
                    "FLUSH BINARY LOGS");
            execute(primary, "RESET BINARY LOGS AND GTIDS");
            execute(
                    replica,
                    "CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = " + primary.port()
                            + ", SOURCE_USER = '" + primary.user() + "', SOURCE_PASSWORD = '" + primary.password()
                            + "', SOURCE_AUTO_POSITION = 1, GET_SOURCE_PUBLIC_KEY = 1",
                    "START REPLICA");
            execute(primary, "CREATE DATABASE shop", "CREATE TABLE shop.t (id INT PRIMARY KEY)");
            execute(primary, "INSERT INTO shop.t VALUES (0)", "INSERT INTO shop.t VALUES (1)");
            try (ConnectStandIn connect = new ConnectStandIn(config(primary)).start()) {
                connect.changes(2);
                connect.untilLive();
                execute(primary, "INSERT INTO shop.t VALUES (2)", "INSERT INTO shop.t VALUES (3)");
                connect.changes(4);
                assertThat(new Preflight(Translation.of(config(primary)
                                        .with("database.server.id", "2")
                                        .map()))
                                .beforeAcceptance())
                        .as("the replica's id")
                        .anyMatch(finding -> finding.isError() && finding.key().equals("database.server.id"));
                // On the replica, and not read by the connector any more.
                connect.stop();
                execute(primary, "INSERT INTO shop.t VALUES (4)");
                awaitRows(replica, 5);
                primary.kill();
                execute(replica, "STOP REPLICA", "RESET REPLICA ALL", "INSERT INTO shop.t VALUES (5)");

                connect.reconfigured(config(replica)).start();
                execute(replica, "INSERT INTO shop.t VALUES (6)");

                assertThat(connect.changes(7).stream().map(change -> change.key("id")))
                        .containsExactlyElementsOf(IntStream.range(0, 7).boxed().toList());
            }
        }
    }

    /** The other server has the same table, and a binlog of the same name that is longer. */
    @Test
    void withoutGtidsAnotherServerIsRefusedAndTheOldOneGoneOnAt() throws SQLException {
        try (LocalMySql old = server("old", 1)
                        .option("--gtid-mode=OFF")
                        .option("--enforce-gtid-consistency=OFF")
                        .start();
                LocalMySql other = server("other", 2)
                        .option("--gtid-mode=OFF")
                        .option("--enforce-gtid-consistency=OFF")
                        .start()) {
            for (LocalMySql each : List.of(other, old)) {
                execute(each, "CREATE DATABASE shop", "CREATE TABLE shop.t (id INT PRIMARY KEY)");
                execute(each, "INSERT INTO shop.t VALUES (0), (1)");
            }
            for (int id = 100; id < 200; id++) {
                execute(other, "INSERT INTO shop.t VALUES (" + id + ")");
            }
            try (ConnectStandIn connect = new ConnectStandIn(config(old)).start()) {
                connect.changes(2);
                connect.untilLive();
                execute(old, "INSERT INTO shop.t VALUES (2)");
                connect.changes(3);
                connect.stop();
                execute(old, "INSERT INTO shop.t VALUES (3)");

                assertThatThrownBy(() ->
                                connect.reconfigured(config(other)).start().pollFor(Duration.ofSeconds(10)))
                        .isInstanceOf(CdcSourceException.class)
                        .hasMessageContaining("is another server")
                        .hasMessageContaining("Nothing has been skipped")
                        .hasMessageContaining("resync")
                        .hasMessageContaining("gtid_mode=ON");

                connect.reconfigured(config(old)).start();
                assertThat(connect.changes(4).stream().map(change -> change.key("id")))
                        .containsExactlyElementsOf(IntStream.range(0, 4).boxed().toList());
            }
        }
    }

    private LocalMySql.Builder server(String name, int id) {
        return LocalMySql.builder(CacheFolder.standard())
                .dataFolder(folder.resolve(name))
                .option("--innodb-flush-log-at-trx-commit=2")
                .option("--sync-binlog=0")
                .option("--server-id=" + id);
    }

    private CdcConfig config(LocalMySql mysql) {
        return CdcConfig.of(mysql.url("shop"), mysql.user(), mysql.password(), folder)
                .with("heartbeat.interval.ms", "500");
    }

    private static void awaitRows(LocalMySql mysql, int rows) {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> count(mysql) == rows);
    }

    private static int count(LocalMySql mysql) throws SQLException {
        try (Connection connection = connect(mysql);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM shop.t")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void execute(LocalMySql mysql, String... statements) throws SQLException {
        try (Connection connection = connect(mysql);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Connection connect(LocalMySql mysql) throws SQLException {
        return DriverManager.getConnection(mysql.url(""), mysql.user(), mysql.password());
    }
}
