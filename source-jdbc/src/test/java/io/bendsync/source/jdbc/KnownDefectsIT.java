package io.bendsync.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.testkit.FaultProxy;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What other polling sources are known to get wrong. In the order in which we count them, and where each is tested when
 * not here: rows committed late (IncrementingIT, TimestampIT, RandomTransactionsIT), rows of one timestamp (TimestampIT),
 * deletes (KeyScanIT), memory (TypesIT, BulkAndQueryIT), long transactions and statements without end, conditions that no
 * index serves, one task for a big table (FirstLoadIT), clocks and time zones (also ClockIT), the second that is running
 * (ClockIT), lost microseconds (TypesIT), timestamps of NULL and of 1970, numeric mapping of DECIMAL, ids beyond 2^63, zero
 * dates and other types (TypesIT), keys (IncrementingIT), one name in two databases, changes of the list of tables
 * (TableListIT), endless retries, lone rows (ClockIT), offsets of another query and conditions in a query
 * (BulkAndQueryIT), columns checked for one table only (ValidationIT), schema changes in the middle (SchemaChangeIT).
 */
@ExtendWith(StackExtension.class)
class KnownDefectsIT {
    private static final String BY_TIME =
            "(id INT AUTO_INCREMENT PRIMARY KEY, n INT, tms DATETIME(6) NOT NULL DEFAULT NOW(6), KEY (tms, id))";

    @Test
    void noTransactionStaysOpenBetweenPages(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)", "INSERT INTO t VALUES (1),(2),(3),(4)");
        for (String mode : List.of("bulk", "incrementing")) {
            try (TaskRun run = TaskRun.start(
                    Settings.of(mysql, mode).with("batch.max.rows", "2").map())) {
                assertThat(run.poll()).hasSize(2);
                assertThat(mysql.query("SELECT COUNT(*) FROM information_schema.innodb_trx"
                                + " WHERE trx_tables_in_use > 0 OR trx_rows_locked > 0"))
                        .isEqualTo(List.of(List.of("0")));
            }
        }
    }

    @Test
    void statementThatRunsTooLongIsEndedByTheServerAndTriedAgainAsOftenAsAllowed(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)", "INSERT INTO t VALUES (1), (2), (3), (4)");
        String endless = "SELECT a.id FROM t a, t b, t c, t d, t e, t f, t g, t h, t i, t j, t k, t l, t m"
                + " WHERE a.id + b.id + c.id + d.id + e.id + f.id + g.id + h.id + i.id + j.id + k.id + l.id + m.id < 0";
        try (TaskRun run = TaskRun.start(Settings.of(mysql, "incrementing")
                .with("query", endless)
                .with("incrementing.column.name", "id")
                .with("topic.prefix", "q")
                .with("query.timeout.ms", "200")
                .with("query.retry.attempts", "1")
                .map())) {
            assertThatThrownBy(() -> run.take(1))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("query.retry.attempts")
                    .hasMessageContaining("maximum statement execution time exceeded");
        }
    }

    @Test
    void pageInTheMiddleOfABigTableReadsLittleMoreThanItself(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t " + BY_TIME, "SET cte_max_recursion_depth = 100000");
        insertMany(mysql, 20_000);
        Map<String, String> config = Settings.of(mysql, "timestamp+incrementing")
                .with("timestamp.column.name", "tms")
                .with("batch.max.rows", "100")
                .map();
        try (TaskRun run = TaskRun.start(config)) {
            assertThat(run.take(10_000)).hasSize(10_000);
            long before = rowsRead(mysql);
            assertThat(run.poll()).hasSize(100);
            assertThat(rowsRead(mysql) - before).isLessThan(2_000);
        }
    }

    @Test
    void wallClocksOfServerSessionAndJvmMayAllDiffer(MySqlDatabase mysql) throws SQLException {
        mysql.execute("CREATE TABLE t " + BY_TIME);
        TimeZone jvm = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
        try (Connection writer = mysql.connect();
                Statement statement = writer.createStatement();
                TaskRun run = TaskRun.start(Settings.of(mysql, "timestamp")
                        .with("timestamp.column.name", "tms")
                        .with("db.timezone", "Asia/Shanghai")
                        .map())) {
            statement.execute("SET time_zone = '+08:00'");
            statement.execute("INSERT INTO t (n) VALUES (1)");
            assertThat(run.take(1)).hasSize(1);
            statement.execute("INSERT INTO t (n, tms) VALUES (2, NOW(6) + INTERVAL 1 HOUR)");
            assertThat(run.takeFor(Duration.ofSeconds(1))).isEmpty();
            statement.execute("INSERT INTO t (n) VALUES (3)");
            assertThat(run.take(1))
                    .singleElement()
                    .satisfies(record -> assertThat(value(record, "n")).isEqualTo(3));
        } finally {
            TimeZone.setDefault(jvm);
        }
    }

    @Test
    void rowsOf1970AndOfTheYear1000AreReadAndNullsLeftOutWhenAsked(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, tms DATETIME)",
                "INSERT INTO t (tms) VALUES ('1970-01-01 00:00:00'), (NULL), ('1000-01-01 00:00:00')");
        try (TaskRun run = TaskRun.start(Settings.of(mysql, "timestamp")
                .with("timestamp.column.name", "tms")
                .with("validate.non.null", "false")
                .map())) {
            assertThat(ids(run.take(2))).containsExactly(3, 1);
            assertThat(run.takeFor(Duration.ofMillis(500))).isEmpty();
        }
    }

    @Test
    void firstOfSeveralTimestampsThatIsNotNullCounts(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, changed DATETIME, made DATETIME NOT NULL)",
                "INSERT INTO t VALUES (1, '2020-03-01', '2020-01-01'), (2, NULL, '2020-02-01')");
        try (TaskRun run = TaskRun.start(Settings.of(mysql, "timestamp")
                .with("timestamp.column.name", "changed,made")
                .map())) {
            assertThat(ids(run.take(2))).containsExactly(2, 1);
            mysql.execute("UPDATE t SET changed = '2020-04-01' WHERE id = 2");
            assertThat(ids(run.take(1))).containsExactly(2);
        }
    }

    @Test
    void numericMappingIsForDecimalsToo(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, a DECIMAL(2), b DECIMAL(18), c DECIMAL(9,2),"
                        + " d DECIMAL(30,2))",
                "INSERT INTO t VALUES (1, -99, 999999999999999999, 1.5, 2.5)");
        try (TaskRun run = TaskRun.start(Settings.of(mysql, "incrementing")
                .with("numeric.mapping", "best_fit")
                .map())) {
            Struct row = (Struct) run.take(1).get(0).value();
            assertThat(row.getInt8("a")).isEqualTo((byte) -99);
            assertThat(row.getInt64("b")).isEqualTo(999999999999999999L);
            assertThat(row.getFloat64("c")).isEqualTo(1.5);
            assertThat(row.get("d")).isEqualTo(new java.math.BigDecimal("2.50"));
        }
    }

    @Test
    void granularityIsAsConfigured(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, d DATETIME(6))",
                "INSERT INTO t VALUES (1, '2026-01-02 03:04:05.000006')");
        Map<String, Object> expected = Map.of(
                "micros_long", 1_767_323_045_000_006L,
                "micros_string", "1767323045000006",
                "micros_iso_datetime_string", "2026-01-02T03:04:05.000006",
                "nanos_long", 1_767_323_045_000_006_000L,
                "nanos_string", "1767323045000006000",
                "nanos_iso_datetime_string", "2026-01-02T03:04:05.000006000");
        expected.forEach((granularity, value) -> {
            try (TaskRun run = TaskRun.start(Settings.of(mysql, "incrementing")
                    .with("timestamp.granularity", granularity)
                    .map())) {
                assertThat(value(run.take(1).get(0), "d")).as(granularity).isEqualTo(value);
            }
        });
    }

    @Test
    void cursorMayBeBeyondTheLargestLong(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE t (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY)",
                "INSERT INTO t VALUES (1), (9223372036854775807), (9223372036854775808), (18446744073709551613)");
        TaskRun run = TaskRun.start(
                Settings.of(mysql, "incrementing").with("batch.max.rows", "1").map());
        assertThat(run.take(4)).hasSize(4);
        run = run.restarted();
        mysql.execute("INSERT INTO t VALUES (18446744073709551614)");
        List<SourceRecord> last = run.takeFor(Duration.ofSeconds(1));
        assertThat(last)
                .singleElement()
                .satisfies(record -> assertThat(value(record, "id")).hasToString("18446744073709551614"));
        run.close();
    }

    @Test
    void tablesOfOneNameInTwoDatabasesHaveTopicsOfTheirOwn(MySqlDatabase one, MySqlDatabase two) {
        for (MySqlDatabase database : List.of(one, two)) {
            database.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        }
        Settings settings =
                Settings.of(one, "incrementing").with("table.whitelist", one.name() + ".t," + two.name() + ".t");
        assertThat(ValidationIT.errors(settings.map())).containsOnlyKeys("table.whitelist");
        settings.with("topic.naming", "${db}.${table}");
        assertThat(ValidationIT.errors(settings.map())).isEmpty();
        try (TaskRun run = TaskRun.start(settings.map())) {
            assertThat(run.take(2))
                    .extracting(SourceRecord::topic)
                    .containsExactlyInAnyOrder(one.name() + ".t", two.name() + ".t");
        }
    }

    @Test
    void lostNetworkIsTriedAgainAndTheTaskFailsOnlyWhenItsRetriesAreUsedUp(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        String[] address = mysql.url().replaceFirst(".*//([^/]*)/.*", "$1").split(":", 2);
        try (FaultProxy network = FaultProxy.before(address[0], Integer.parseInt(address[1]))) {
            Settings settings = Settings.of(mysql, "incrementing")
                    .with(
                            "connection.url",
                            "jdbc:mysql://" + network.host() + ":" + network.port() + "/" + mysql.name()
                                    + "?socketTimeout=1000")
                    .with("query.retry.attempts", "3");
            TaskRun run = TaskRun.start(settings.map());
            assertThat(run.take(1)).hasSize(1);
            network.cut();
            mysql.execute("INSERT INTO t VALUES (2)");
            assertThat(ids(run.take(1))).containsExactly(2);
            network.hang();
            mysql.execute("INSERT INTO t VALUES (3)");
            assertThat(run.takeFor(Duration.ofMillis(1500))).isEmpty();
            network.heal();
            assertThat(ids(run.take(1))).containsExactly(3);
            network.refuse();
            network.cut();
            assertThatThrownBy(() -> run.take(1))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("query.retry.attempts");
            run.close();
        }
    }

    @Test
    void offsetsThatConfluentsConnectorWroteAreUnderstood(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, tms TIMESTAMP(6) NOT NULL)",
                "INSERT INTO t VALUES (1, '2026-01-01 00:00:00'), (2, '2026-01-01 00:00:00.123456'),"
                        + " (3, '2026-01-01 00:00:00.123456'), (4, '2026-01-02 00:00:00')");
        Map<String, ?> table = Map.of("table", mysql.name() + ".t", "protocol", "1");
        Map<String, ?> old = Map.of("table", "t");
        Map<String, Object> time =
                Map.of("timestamp", 1_767_225_600_123L, "timestamp_nanos", 123_456_000L, "incrementing", 2L);
        assertThat(from(mysql, "incrementing", table, Map.of("incrementing", 2L)))
                .containsExactly(3, 4);
        assertThat(from(mysql, "incrementing", old, Map.of("incrementing", 3L))).containsExactly(4);
        assertThat(from(mysql, "timestamp+incrementing", table, time)).containsExactly(3, 4);
        // Without a key in the offset the whole of that time is read again: a row too many rather than one too few.
        assertThat(from(
                        mysql,
                        "timestamp",
                        table,
                        Map.of("timestamp", 1_767_225_600_123L, "timestamp_nanos", 123_456_000L)))
                .containsExactly(2, 3, 4);
    }

    @Test
    void offsetOfAnotherColumnIsAnErrorThatSaysHowToReset(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, nr INT NOT NULL)", "INSERT INTO t VALUES (1, 1)");
        TaskRun run = TaskRun.start(Settings.of(mysql, "incrementing").map());
        assertThat(run.take(1)).hasSize(1);
        TaskRun other = run.restarted(Settings.of(mysql, "incrementing")
                .with("incrementing.column.name", "nr")
                .map());
        assertThatThrownBy(() -> other.take(1))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("column id")
                .hasMessageContaining("reset");
        other.close();
    }

    @Test
    void timestampInitialBeginsThere(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, tms TIMESTAMP NOT NULL)",
                "INSERT INTO t VALUES (1, '2026-01-01 00:00:00'), (2, '2026-01-02 00:00:00')");
        try (TaskRun run = TaskRun.start(Settings.of(mysql, "timestamp")
                .with("timestamp.column.name", "tms")
                .with("timestamp.initial", "1767312000000")
                .map())) {
            assertThat(ids(run.takeFor(Duration.ofSeconds(1)))).containsExactly(2);
        }
    }

    /** Without the PROCESS privilege: sent at once, late ones found again, nothing twice. */
    @Test
    void withoutThePrivilegeLateRowsAreFoundByLookingBack(MySqlDatabase mysql) throws SQLException {
        String user = "u" + mysql.name();
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY,"
                        + " tms TIMESTAMP(6) NOT NULL DEFAULT NOW(6) ON UPDATE NOW(6))",
                "CREATE USER '" + user + "'@'%' IDENTIFIED BY 'pw'",
                "GRANT SELECT ON " + mysql.name() + ".* TO '" + user + "'@'%'");
        try (Connection slow = mysql.connect();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            for (String mode : List.of("timestamp", "timestamp+incrementing", "incrementing")) {
                mysql.execute("TRUNCATE TABLE t");
                TaskRun run = TaskRun.start(Settings.of(mysql, mode)
                        .with("connection.user", user)
                        .with("connection.password", "pw")
                        .with("gap.timeout.ms", "60000")
                        .map());
                statement.execute("INSERT INTO t () VALUES ()");
                mysql.execute("INSERT INTO t () VALUES (), ()");
                assertThat(ids(run.take(2))).as(mode).containsExactly(2, 3);
                slow.commit();
                assertThat(ids(run.take(1))).as(mode).containsExactly(1);
                assertThat(run.takeFor(Duration.ofMillis(500))).as(mode).isEmpty();
                run.close();
            }
        } finally {
            mysql.execute("DROP USER '" + user + "'@'%'");
        }
    }

    private static List<Integer> from(
            MySqlDatabase mysql, String mode, Map<String, ?> partition, Map<String, Object> offset) {
        try (TaskRun run = TaskRun.start(
                Settings.of(mysql, mode).with("timestamp.column.name", "tms").map(), partition, offset)) {
            return ids(run.takeFor(Duration.ofSeconds(1)));
        }
    }

    private static void insertMany(MySqlDatabase mysql, int count) {
        mysql.execute("INSERT INTO t (n, tms) VALUES (0, '2020-01-01')");
        for (int rows = 1; rows < count; rows *= 2) {
            mysql.execute("INSERT INTO t (n, tms) SELECT n + " + rows + ", tms + INTERVAL " + rows
                    + " SECOND FROM t LIMIT " + Math.min(rows, count - rows));
        }
    }

    private static long rowsRead(MySqlDatabase mysql) {
        return mysql.query("SHOW GLOBAL STATUS LIKE 'Handler_read%'").stream()
                .mapToLong(row -> Long.parseLong(row.get(1)))
                .sum();
    }

    private static Object value(SourceRecord record, String column) {
        return ((Struct) record.value()).get(column);
    }

    private static List<Integer> ids(List<SourceRecord> records) {
        return records.stream().map(record -> (Integer) value(record, "id")).toList();
    }
}
