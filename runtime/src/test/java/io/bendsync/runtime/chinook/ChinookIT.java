package io.bendsync.runtime.chinook;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.localstack.CacheFolder;
import io.bendsync.localstack.LocalDatabend;
import io.bendsync.localstack.LocalMySql;
import io.bendsync.runtime.BendsyncProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A whole database through one source and one sink, and what a kill -9 of either end leaves: nothing missing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChinookIT {
    private static final Duration SOON = Duration.ofMinutes(3); // seconds when the machine is idle

    /** Makes many small flushes, so that a kill surely falls between two of them. */
    private static final String SMALL_FLUSHES = """
              properties:
                batch.size: "100"
                flush.max.rows: "100"
            """;

    private LocalMySql mysql;
    private LocalDatabend databend;
    private Chinook chinook;

    @BeforeAll
    void start(@TempDir Path serverFolder) {
        mysql = LocalMySql.builder(CacheFolder.standard())
                .dataFolder(serverFolder.resolve("mysql"))
                .option("--sync-binlog=0")
                .option("--innodb-flush-log-at-trx-commit=2")
                .start();
        databend = LocalDatabend.builder(CacheFolder.standard())
                .dataFolder(serverFolder.resolve("databend"))
                .start();
        chinook = new Chinook(mysql, databend);
        chinook.load(serverFolder);
    }

    @AfterAll
    void stop() {
        if (databend != null) {
            databend.close();
        }
        if (mysql != null) {
            mysql.close();
        }
    }

    @Test
    void everyRowOfEveryTableArrives(@TempDir Path folder) throws SQLException {
        Path pipeline = pipeline(folder, "whole", "");
        try (BendsyncProcess sync = run(folder, pipeline)) {
            awaitEveryRow("whole");
            sync.interrupt();
            assertThat(sync.awaitExit(SOON)).as(sync.output()).isZero();
        }
        assertBothSidesAgree("whole");
        try (BendsyncProcess verify = BendsyncProcess.start(folder, environment(), "verify", pipeline.toString())) {
            assertThat(verify.awaitExit(SOON)).as(verify.output()).isZero();
        }
    }

    @Test
    void whatAKillOfBendsyncCutShortIsFinishedByTheNextRun(@TempDir Path folder) throws SQLException {
        Path pipeline = pipeline(folder, "killed_worker", SMALL_FLUSHES);
        try (BendsyncProcess sync = run(folder, pipeline)) {
            awaitSomeRows("killed_worker");
            sync.kill();
        }
        assertThat(rowsArrived("killed_worker"))
                .as("rows in Databend when it was killed")
                .isPositive()
                .isLessThan(rowsToArrive());
        try (BendsyncProcess sync = run(folder, pipeline)) {
            awaitEveryRow("killed_worker");
            assertThat(sync.isAlive()).as(sync.output()).isTrue();
        }
        assertBothSidesAgree("killed_worker");
    }

    @Test
    void aKillOfTheDatabendEngineLosesAndDoublesNothing(@TempDir Path folder) throws SQLException {
        Path pipeline = pipeline(folder, "killed_engine", SMALL_FLUSHES);
        try (BendsyncProcess sync = run(folder, pipeline)) {
            awaitSomeRows("killed_engine");
            databend.kill();
            databend.restart();
            assertThat(rowsArrived("killed_engine"))
                    .as("rows in Databend when it was killed")
                    .isLessThan(rowsToArrive());
            awaitEveryRow("killed_engine");
            assertThat(sync.isAlive()).as(sync.output()).isTrue();
        }
        assertBothSidesAgree("killed_engine");
    }

    private Path pipeline(Path folder, String targetDatabase, String more) throws SQLException {
        try (Connection connection = chinook.openDatabend("default");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + targetDatabase);
        }
        return chinook.pipeline(folder, targetDatabase, more);
    }

    private BendsyncProcess run(Path folder, Path pipeline) {
        return BendsyncProcess.start(folder, environment(), "run", pipeline.toString());
    }

    private Map<String, String> environment() {
        return Map.of("MYSQL_PASSWORD", mysql.password(), "DATABEND_PASSWORD", databend.password());
    }

    private void awaitSomeRows(String database) {
        Awaitility.await("the first rows")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> rowsArrived(database) > 0);
    }

    private void awaitEveryRow(String database) {
        Awaitility.await("every row").atMost(SOON).until(() -> rowsArrived(database) == rowsToArrive());
    }

    private int rowsToArrive() throws SQLException {
        try (Connection connection = chinook.openMySql()) {
            return Chinook.count(connection, Chinook.TABLES);
        }
    }

    /** Counts only tables that are there; while the server is away, nothing. */
    private int rowsArrived(String database) {
        try (Connection connection = chinook.openDatabend(database)) {
            return Chinook.count(connection, Chinook.tablesThere(connection, database));
        } catch (SQLException | RuntimeException e) {
            return 0; // databend-jdbc reports a lost connection by a RuntimeException
        }
    }

    private void assertBothSidesAgree(String database) throws SQLException {
        for (String table : Chinook.TABLES) {
            assertThat(chinook.rowsInDatabend(database, table))
                    .as(table)
                    .isNotEmpty()
                    .isEqualTo(chinook.rowsInMySql(table));
        }
    }
}
