package io.bendsync.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A big table is first read in chunks by several tasks, each row once, and then polled. */
@ExtendWith(StackExtension.class)
class FirstLoadIT {
    private static final String TABLE = "CREATE TABLE t (id BIGINT AUTO_INCREMENT PRIMARY KEY, n INT,"
            + " tms TIMESTAMP(6) NOT NULL DEFAULT NOW(6) ON UPDATE NOW(6))";

    @ParameterizedTest
    @ValueSource(strings = {"incrementing", "timestamp", "timestamp+incrementing"})
    void bigTableIsReadByAllTasksEachRowOnceAndThenPolled(String mode, MySqlDatabase mysql) {
        mysql.execute(TABLE);
        insert(mysql, 3000);
        try (WorkerRun run = WorkerRun.start(settings(mysql, mode).map())) {
            assertThat(run.tasks()).isEqualTo(3);
            for (int task = 0; task < 3; task++) {
                assertThat(run.poll(task)).as("task %d", task).isPositive();
            }
            drain(run, 3000);
            assertThat(ids(run.log())).doesNotHaveDuplicates().hasSize(3000);
            mysql.execute("INSERT INTO t (n) VALUES (-1)");
            drain(run, 3001);
            assertThat(value(run.log().get(3000), "n")).isEqualTo(-1);
            run.killAll();
            mysql.execute("INSERT INTO t (n) VALUES (-2)");
            drain(run, 3002);
            assertThat(value(run.log().get(3001), "n")).isEqualTo(-2);
            assertThat(run.tasks()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"incrementing", "timestamp"})
    void restartInTheMiddleResumesTheChunksNotTheWhole(String mode, MySqlDatabase mysql) {
        mysql.execute(TABLE);
        insert(mysql, 3000);
        try (WorkerRun run = WorkerRun.start(settings(mysql, mode).map())) {
            while (run.log().size() < 1500) {
                run.round();
            }
            run.kill(1);
            run.round();
            run.killAll();
            drain(run, 3000);
            assertThat(ids(run.log())).doesNotHaveDuplicates().hasSize(3000);
        }
    }

    @Test
    void rowUpdatedWhileItsChunkIsReadArrivesLastInItsNewVersion(MySqlDatabase mysql) {
        mysql.execute(TABLE);
        insert(mysql, 3000);
        try (WorkerRun run = WorkerRun.start(settings(mysql, "timestamp").map())) {
            for (int task = 0; task < 3; task++) {
                run.poll(task);
            }
            mysql.execute("UPDATE t SET n = -7");
            for (int i = 0; i < 20; i++) {
                run.poll(0);
                run.deliver(0, Integer.MAX_VALUE);
            }
            assertThat(run.log()).noneMatch(record -> value(record, "n").equals(-7));
            awaitLast(run, mysql);
        }
    }

    /** Then no record can say that its chunk is done. */
    @Test
    void chunkWhoseRowsAreAllUpdatedOrDeletedBeforeTheyAreReadHoldsNothingUp(MySqlDatabase mysql) {
        mysql.execute(TABLE);
        insert(mysql, 3000);
        try (WorkerRun run = WorkerRun.start(settings(mysql, "timestamp").map())) {
            run.poll(0);
            mysql.execute("DELETE FROM t WHERE id > 2000", "UPDATE t SET n = -7");
            awaitLast(run, mysql);
            assertThat(run.configurations()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"incrementing", "timestamp"})
    void idsMayBeSkewedNegativeOrBeyondTheLargestLong(String mode, MySqlDatabase mysql) {
        String columns = ", n INT, tms TIMESTAMP(6) NOT NULL DEFAULT NOW(6))";
        mysql.execute(
                "SET SESSION cte_max_recursion_depth = 5000",
                "CREATE TABLE skewed (id BIGINT PRIMARY KEY" + columns,
                "CREATE TABLE beyond (id BIGINT UNSIGNED PRIMARY KEY" + columns,
                "CREATE TABLE one (id INT PRIMARY KEY" + columns,
                "CREATE TABLE none (id INT PRIMARY KEY" + columns,
                "INSERT INTO one VALUES (5, 1, NOW(6))");
        fill(mysql, "skewed", 1500, "i - 9000000000000000000");
        fill(mysql, "skewed", 500, "i + 9000000000000000000");
        fill(mysql, "beyond", 1000, "i");
        fill(mysql, "beyond", 1000, "18446744073709551000 - i");
        Settings settings =
                settings(mysql, mode).with("incrementing.column.name", "id").with("timestamp.column.name", "tms");
        try (WorkerRun run = WorkerRun.start(settings.map())) {
            drain(run, 4001);
            Set<String> found = run.log().stream()
                    .map(record -> record.topic() + value(record, "id"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(found).hasSize(4001);
            assertThat(found).contains("skewed-8999999999999999999", "skewed9000000000000000500", "one5");
            assertThat(found).contains("beyond" + new BigInteger("18446744073709550999"), "beyond1", "beyond1000");
            Map<String, Long> chunks = run.offsets().keySet().stream()
                    .filter(partition -> partition.containsKey("load"))
                    .collect(Collectors.groupingBy(
                            partition -> partition.get("table").toString().replaceAll(".*\\.", ""),
                            Collectors.counting()));
            assertThat(chunks).containsOnlyKeys("skewed", "beyond");
            assertThat(chunks.values()).allMatch(count -> count >= 6);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"incrementing", "timestamp"})
    void rowCommittedLateDuringTheLoadIsNotLost(String mode, MySqlDatabase mysql) throws SQLException {
        mysql.execute(TABLE);
        insert(mysql, 2000);
        try (Connection slow = mysql.connect();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("INSERT INTO t (n) VALUES (-1)");
            mysql.execute("INSERT INTO t (n) VALUES (-2)");
            try (WorkerRun run = WorkerRun.start(settings(mysql, mode).map())) {
                for (int i = 0; i < 30; i++) {
                    run.round();
                }
                mysql.execute("INSERT INTO t (n) VALUES (-3)");
                run.kill(0);
                slow.commit();
                drain(run, 2003);
                assertThat(ids(run.log())).doesNotHaveDuplicates().hasSize(2003);
            }
        }
    }

    @Test
    void planThatIsStoredIsGoneOnWithInsteadOfANewOne(MySqlDatabase mysql) {
        mysql.execute(TABLE);
        insert(mysql, 3000);
        Settings settings = settings(mysql, "timestamp");
        try (WorkerRun run = WorkerRun.start(settings.map());
                WorkerRun late = WorkerRun.start(settings.map())) {
            for (int i = 0; i < 5; i++) {
                run.round();
            }
            // As if tasks of an earlier configuration had stored their offsets only now.
            run.log().forEach(record -> late.log().add(record));
            late.offsets().putAll(run.offsets());
            drain(late, 3000);
            assertThat(ids(late.log())).doesNotHaveDuplicates().hasSize(3000);
            assertThat(late.configurations()).isEqualTo(2);
        }
    }

    /** The table itself only waits meanwhile. */
    @Test
    void chunkThatCannotBeReadFailsTheTaskThatHasNothingElse(MySqlDatabase mysql) {
        mysql.execute(TABLE, "SET SESSION sql_mode = ''", "ALTER TABLE t ADD COLUMN d DATE");
        insert(mysql, 3000);
        mysql.execute("SET SESSION sql_mode = ''", "UPDATE t SET d = '0000-00-00'");
        try (WorkerRun run = WorkerRun.start(settings(mysql, "incrementing").map())) {
            assertThatThrownBy(() -> drain(run, 1))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("zero.dates");
        }
    }

    @Test
    void viewThatMayBeReadButNotExplainedIsReadByOneTask(MySqlDatabase mysql) {
        String user = "u" + mysql.name();
        mysql.execute(
                TABLE,
                "CREATE VIEW v AS SELECT id, n FROM t",
                "CREATE USER '" + user + "'@'%' IDENTIFIED BY 'pw'",
                "GRANT SELECT ON " + mysql.name() + ".v TO '" + user + "'@'%'");
        insert(mysql, 1000);
        Settings settings = settings(mysql, "incrementing")
                .with("connection.user", user)
                .with("connection.password", "pw")
                .with("incrementing.column.name", "id")
                .with("table.types", "VIEW");
        try (WorkerRun run = WorkerRun.start(settings.map())) {
            drain(run, 1000);
            assertThat(run.tasks()).isEqualTo(1);
        } finally {
            mysql.execute("DROP USER '" + user + "'@'%'");
        }
    }

    private static Settings settings(MySqlDatabase mysql, String mode) {
        return Settings.of(mysql, mode)
                .with("tasks.max", "3")
                .with("first.load.chunk.rows", "400")
                .with("batch.max.rows", "50")
                .with("table.poll.interval.ms", "200")
                .with("poll.interval.ms", "20")
                .with("gap.margin.ms", "150");
    }

    private static void insert(MySqlDatabase mysql, int count) {
        mysql.execute(
                "SET SESSION cte_max_recursion_depth = 5000",
                "INSERT INTO t (n, tms) WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < 1000)"
                        + " SELECT i, '2020-01-01' + INTERVAL i SECOND FROM s");
        for (int rows = 1000; rows < count; rows += 1000) {
            mysql.execute("INSERT INTO t (n, tms) SELECT n, tms FROM t LIMIT 1000");
        }
    }

    private static void fill(MySqlDatabase mysql, String table, int count, String id) {
        mysql.execute("INSERT INTO " + table + " WITH RECURSIVE s(i) AS (SELECT CAST(1 AS DECIMAL(30)) UNION ALL"
                + " SELECT i + 1 FROM s WHERE i < 900) SELECT " + id + ", i, '2020-01-01' FROM s"
                + " WHERE i <= " + count);
        if (count > 900) {
            mysql.execute("INSERT INTO " + table + " WITH RECURSIVE s(i) AS (SELECT CAST(901 AS DECIMAL(30)) UNION ALL"
                    + " SELECT i + 1 FROM s WHERE i < " + count + ") SELECT " + id + ", i, '2020-01-01' FROM s");
        }
    }

    private static void drain(WorkerRun run, int count) {
        long end = System.nanoTime() + 60_000_000_000L;
        while (run.log().size() < count && System.nanoTime() < end) {
            run.round();
        }
        assertThat(run.log()).hasSizeGreaterThanOrEqualTo(count);
    }

    /** Rounds until the last version of each row is the table's. */
    private static void awaitLast(WorkerRun run, MySqlDatabase mysql) {
        Map<String, String> table = mysql.query("SELECT id, n FROM t").stream()
                .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));
        long end = System.nanoTime() + 60_000_000_000L;
        Map<String, String> last = Map.of();
        while (!last.entrySet().containsAll(table.entrySet()) && System.nanoTime() < end) {
            run.round();
            last = run.log().stream()
                    .collect(Collectors.toMap(
                            record -> value(record, "id").toString(),
                            record -> value(record, "n").toString(),
                            (earlier, later) -> later));
        }
        assertThat(last).containsAllEntriesOf(table);
    }

    private static Object value(SourceRecord record, String column) {
        return ((Struct) record.value()).get(column);
    }

    private static List<Object> ids(List<SourceRecord> records) {
        return records.stream().map(record -> value(record, "id")).toList();
    }
}
