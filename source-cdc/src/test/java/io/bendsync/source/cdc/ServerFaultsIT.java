package io.bendsync.source.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.localstack.CacheFolder;
import io.bendsync.localstack.LocalMySql;
import io.bendsync.localstack.MySqlVersion;
import io.bendsync.source.cdc.check.Finding;
import io.bendsync.source.cdc.check.Preflight;
import io.bendsync.source.cdc.config.Translation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On servers of its own, which it kills or starts with settings that no other test could live with. */
class ServerFaultsIT {

    @TempDir
    private Path folder;

    @Test
    void killedServerIsGoneOnFromWithGtids() throws SQLException {
        killedServerIsGoneOnFrom("ON");
    }

    @Test
    void killedServerIsGoneOnFromWithoutGtids() throws SQLException {
        killedServerIsGoneOnFrom("OFF");
    }

    private void killedServerIsGoneOnFrom(String gtids) throws SQLException {
        try (LocalMySql mysql = server("--gtid-mode=" + gtids)
                        .option("--enforce-gtid-consistency=" + gtids)
                        .start();
                ConnectStandIn connect = new ConnectStandIn(config(mysql))) {
            execute(mysql, "CREATE DATABASE shop", "CREATE TABLE shop.t (id INT PRIMARY KEY)");
            connect.start();
            execute(mysql, "INSERT INTO shop.t VALUES (0)");
            connect.changes(1);
            execute(mysql, "INSERT INTO shop.t VALUES (1), (2)", "INSERT INTO shop.t VALUES (3)");

            mysql.kill();
            connect.poll();
            mysql.restart();
            execute(mysql, "INSERT INTO shop.t VALUES (4)", "INSERT INTO shop.t VALUES (5)");

            assertThat(connect.changes(6).stream().map(change -> change.key("id")))
                    .containsExactlyElementsOf(IntStream.range(0, 6).boxed().toList());
        }
    }

    @Test
    void serverThatIsKilledDuringTheFirstLoadIsGoneOnFrom() throws SQLException {
        try (LocalMySql mysql = server("--gtid-mode=ON")
                        .option("--enforce-gtid-consistency=ON")
                        .start();
                ConnectStandIn connect = new ConnectStandIn(
                        config(mysql).with("first.load.chunk.rows", "1000").with("heartbeat.interval.ms", "500"))) {
            execute(
                    mysql,
                    "CREATE DATABASE shop",
                    "SET SESSION cte_max_recursion_depth = 100000",
                    "CREATE TABLE shop.t (id INT PRIMARY KEY)",
                    "INSERT INTO shop.t WITH RECURSIVE s AS (SELECT 1 n UNION ALL SELECT n + 1 FROM s WHERE n < 12000)"
                            + " SELECT n FROM s");
            connect.start();
            connect.pollUntil(() -> connect.changes().size() > 2000);
            mysql.kill();
            connect.poll();
            mysql.restart();
            execute(mysql, "DELETE FROM shop.t WHERE id <= 100", "INSERT INTO shop.t VALUES (20000)");

            connect.until(change -> change.inWords().equals("c t 20000"));
            assertThat(Replica.of(connect.records(), "it.shop.t").rows())
                    .hasSize(11_901)
                    .doesNotContain("1", "100")
                    .contains("101", "20000");
        }
    }

    /** The statistics of XA statements begin anew with the server, and so do its locks of metadata. */
    @Test
    void transactionThatWasPreparedBeforeTheServersRestartIsWaitedFor() throws SQLException {
        try (LocalMySql mysql = server("--gtid-mode=ON")
                        .option("--enforce-gtid-consistency=ON")
                        .start();
                ConnectStandIn connect = new ConnectStandIn(config(mysql).with("heartbeat.interval.ms", "500"))) {
            execute(
                    mysql,
                    "CREATE DATABASE shop",
                    "CREATE TABLE shop.t (id INT PRIMARY KEY)",
                    "CREATE TABLE shop.other (id INT PRIMARY KEY)",
                    "INSERT INTO shop.other VALUES (1)",
                    "INSERT INTO shop.t VALUES (1)",
                    "XA START 'x'",
                    "INSERT INTO shop.t VALUES (2)",
                    "XA END 'x'",
                    "XA PREPARE 'x'");
            mysql.kill();
            mysql.restart();
            connect.start();
            connect.until(change -> change.table().equals("other"));
            connect.pollFor(Duration.ofSeconds(2));
            execute(mysql, "XA COMMIT 'x'");
            connect.untilLive();
            execute(mysql, "INSERT INTO shop.other VALUES (2)");
            connect.until(change -> change.inWords().equals("c other 2"));

            assertThat(Replica.of(connect.records(), "it.shop.t").rows()).containsExactly("1", "2");
        }
    }

    @Test
    void serverThatStaysAwayEndsTheTaskWithinItsBudget() throws SQLException {
        try (LocalMySql mysql = server("--gtid-mode=OFF").start();
                ConnectStandIn connect = new ConnectStandIn(
                        config(mysql).with("connection.attempts", "2").with("connection.backoff.ms", "1000"))) {
            execute(mysql, "CREATE DATABASE shop", "CREATE TABLE shop.t (id INT PRIMARY KEY)");
            connect.start();
            execute(mysql, "INSERT INTO shop.t VALUES (0)");
            connect.changes(1);

            mysql.kill();

            assertThatThrownBy(() -> connect.changes(2))
                    .hasMessageContaining("could not be made again in 2 attempts")
                    .hasMessageContaining("nothing has been skipped");
        }
    }

    @Test
    void serverWithoutABinlogIsRefusedWithTheRemedy() throws SQLException {
        try (LocalMySql mysql = server("--skip-log-bin").start();
                ConnectStandIn connect = new ConnectStandIn(config(mysql))) {
            execute(mysql, "CREATE DATABASE shop", "CREATE TABLE shop.t (id INT PRIMARY KEY)");

            assertThatThrownBy(connect::start)
                    .isInstanceOf(CdcSourceException.class)
                    .hasMessageContaining("writes no binlog")
                    .hasMessageContaining("log_bin=binlog");
        }
    }

    @Test
    void databaseKeptOutOfTheBinlogIsRefused() throws SQLException {
        try (LocalMySql mysql = server("--binlog-ignore-db=shop").start();
                ConnectStandIn connect = new ConnectStandIn(config(mysql))) {
            execute(mysql, "CREATE DATABASE shop", "CREATE TABLE shop.t (id INT PRIMARY KEY)");

            assertThatThrownBy(connect::start).hasMessageContaining("out of its binlog: shop");
        }
    }

    /** MySQL 8.0 has other words for the same statements, and does not log what its foreign keys delete. */
    @Test
    void mysql80IsReadTooAndItsSilentCascadesAreWarnedOf() throws SQLException {
        try (LocalMySql mysql =
                        server("--gtid-mode=OFF").version(MySqlVersion.V8_0).start();
                ConnectStandIn connect = new ConnectStandIn(config(mysql))) {
            execute(
                    mysql,
                    "CREATE DATABASE shop",
                    "CREATE TABLE shop.parent (id INT PRIMARY KEY)",
                    "CREATE TABLE shop.child (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES shop.parent (id)"
                            + " ON DELETE CASCADE)",
                    "INSERT INTO shop.parent VALUES (1)",
                    "INSERT INTO shop.child VALUES (1, 1)");
            assertThat(new Preflight(Translation.of(config(mysql).map())).beforeAcceptance())
                    .noneMatch(Finding::isError)
                    .anySatisfy(finding -> assertThat(finding.what()).contains("gtid_mode is OFF"))
                    .anySatisfy(finding -> assertThat(finding.what())
                            .contains("shop.child", "ON DELETE CASCADE", "not in the binlog"));

            connect.start();
            connect.changes(2);
            execute(
                    mysql,
                    "UPDATE shop.parent SET id = 1 WHERE id = 1",
                    "INSERT INTO shop.parent VALUES (2)",
                    "ALTER TABLE shop.child ADD COLUMN note VARCHAR(10) DEFAULT 'x'",
                    "INSERT INTO shop.child VALUES (2, 2, 'y')",
                    "DELETE FROM shop.parent WHERE id = 1",
                    "TRUNCATE TABLE shop.child");

            assertThat(connect.changes(6).stream().skip(2).map(Change::inWords))
                    .containsExactly("c parent 2", "c child 2", "d parent 1", "t child");
            connect.stop();
            execute(mysql, "INSERT INTO shop.child VALUES (3, 2, 'z')");
            connect.start();
            assertThat(connect.changes(7).get(6).after("note")).isEqualTo("z");
        }
    }

    private LocalMySql.Builder server(String option) {
        return LocalMySql.builder(CacheFolder.standard())
                .dataFolder(folder.resolve("data"))
                .option("--innodb-flush-log-at-trx-commit=2")
                .option("--sync-binlog=0")
                .option(option);
    }

    private CdcConfig config(LocalMySql mysql) {
        return CdcConfig.of(mysql.url("shop"), mysql.user(), mysql.password(), folder);
    }

    private static void execute(LocalMySql mysql, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(mysql.url(""), mysql.user(), mysql.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
