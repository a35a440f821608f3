package io.bendsync.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are gone become tombstones, whatever happens in between. */
@ExtendWith(StackExtension.class)
class KeyScanIT {
    private static final String TABLE = """
            CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20),
              tms TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6))""";

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Replica replica = new Replica();
    private MySqlDatabase mysql;
    private TaskRun run;

    @BeforeEach
    void keep(MySqlDatabase mysql) {
        this.mysql = mysql;
    }

    @AfterEach
    void stop() {
        if (run != null) {
            run.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"incrementing", "timestamp", "timestamp+incrementing"})
    void rowsThatAreGoneBecomeTombstonesInEveryMode(String mode) {
        mysql.execute(TABLE);
        insert(1, 35);
        start(mode);
        agree();
        assertThat(replica.tombstones()).isZero();

        mysql.execute("DELETE FROM t WHERE id % 3 = 0");
        agree();
        assertThat(replica.tombstones()).isEqualTo(11);
        settle();
        assertThat(replica.tombstones()).isZero();

        insert(100, 110);
        mysql.execute("DELETE FROM t WHERE id < 30");
        agree();
    }

    @Test
    void rowInsertedSentAndDeletedBetweenTwoScansIsDeleted() {
        mysql.execute(TABLE);
        start("incrementing");
        settle();
        for (int i = 0; i < 5; i++) {
            mysql.execute("INSERT INTO t (name) VALUES ('short')");
            int id = i + 1;
            pollUntil(() -> replica.names().containsKey("short"));
            mysql.execute("DELETE FROM t WHERE id = " + id);
            agree();
        }
        assertThat(replica.tombstones()).isEqualTo(5);
    }

    @Test
    void rowsDeletedWhileTheConnectorWasDownAreDeleted() {
        mysql.execute(TABLE);
        insert(1, 47);
        start("timestamp+incrementing");
        agree();
        run.close();
        mysql.execute("DELETE FROM t WHERE id IN (1, 8, 11, 25, 40, 47)");
        run = run.restarted();
        agree();
        assertThat(replica.tombstones()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 25, 30})
    void scanSwitchedOnLaterKnowsTheRowsThatWereSentBefore(int rows) {
        mysql.execute(TABLE);
        insert(1, rows);
        run = TaskRun.start(Settings.of(mysql, "incrementing").map());
        replica.apply(run.take(rows));
        run = run.restarted(settings("incrementing"));
        settle();
        assertThat(replica.names()).isEqualTo(names(List.of("t")));
        run = run.restarted();
        mysql.execute("DELETE FROM t WHERE id % 2 = 1");
        agree();
        assertThat(replica.tombstones()).isEqualTo((rows + 1) / 2);
    }

    @Test
    void restartAtEveryRecordLosesNoDelete() {
        mysql.execute(TABLE);
        insert(1, 45);
        start("timestamp+incrementing");
        take(1);
        agree();
        mysql.execute("DELETE FROM t WHERE id % 2 = 0");
        take(1);
        agree();
        insert(100, 120);
        mysql.execute("DELETE FROM t WHERE id < 110");
        take(3);
        agree();
        mysql.execute("DELETE FROM t");
        take(2);
        agree();
    }

    /** The first records of batches, with a kill after each. */
    private void take(int kept) {
        for (int empty = 0; empty < 8; ) {
            int[] left = {kept};
            List<SourceRecord> records = run.poll(record -> left[0]-- > 0);
            replica.apply(records);
            empty = records.isEmpty() ? empty + 1 : 0;
            if (left[0] < 0) {
                run = run.restarted();
            }
        }
    }

    @Test
    void keysWhoseOwnOffsetsWereNotStoredAreKnownAllTheSame() {
        mysql.execute(TABLE);
        insert(1, 95);
        start("incrementing");
        run.storeOnly(partition -> !partition.containsKey("keys"));
        agree();
        run.close();
        mysql.execute("DELETE FROM t WHERE id % 5 = 0");
        run = run.restarted();
        agree();
        assertThat(replica.tombstones()).isEqualTo(19);
        run = run.restarted();
        mysql.execute("DELETE FROM t");
        agree();
    }

    /** Long keys of which none is stored in a run: the table's offset has no room for them all, and stays behind. */
    @Test
    void keysThatFindNoRoomAreSentAgainRatherThanForgotten() {
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT, k CHAR(128), name VARCHAR(20), PRIMARY KEY (id, k))",
                "SET SESSION cte_max_recursion_depth = 100000",
                "INSERT INTO t (k, name) WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 8000)"
                        + " SELECT SHA2(n, 512), n FROM r");
        run = TaskRun.start(with(
                with(settings("incrementing"), "batch.max.rows", "1000"), "delete.detection.keys.per.offset", "8000"));
        run.storeOnly(partition -> !partition.containsKey("keys"));
        List<SourceRecord> first = run.take(8000);
        replica.apply(first);
        assertThat(run.offsets().values().toString().length()).isBetween(300_000, 1_000_000);
        run.close();
        mysql.execute("DELETE FROM t WHERE id % 100 = 0 AND id <= 3000");
        run = run.restarted();
        int again = 0;
        for (int empty = 0; empty < 15; ) {
            List<SourceRecord> records = run.poll();
            replica.apply(records);
            again += records.size();
            empty = records.isEmpty() ? empty + 1 : 0;
        }
        assertThat(again).isBetween(1000, 7000);
        mysql.execute("DELETE FROM t WHERE id % 100 = 1");
        agree();
        assertThat(replica.tombstones()).isEqualTo(30 + 80);
    }

    @Test
    void keysOfRowsSentOneByOneAreKept() {
        mysql.execute(TABLE);
        run = TaskRun.start(with(settings("incrementing"), "batch.max.rows", "1"));
        insert(1, 65);
        agree();
        run = run.restarted();
        mysql.execute("DELETE FROM t WHERE id <= 60");
        agree();
        assertThat(replica.tombstones()).isEqualTo(60);
    }

    @Test
    void truncateIsADeleteOfEveryRow() {
        mysql.execute(TABLE);
        insert(1, 52);
        start("timestamp");
        agree();
        mysql.execute("TRUNCATE TABLE t");
        agree();
        assertThat(replica.tombstones()).isEqualTo(52);
    }

    @Test
    void tableThatIsDroppedLosesNoRow() {
        mysql.execute(TABLE, "CREATE TABLE other (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))");
        insert(1, 25);
        run = TaskRun.start(with(settings("incrementing"), "table.whitelist", "t,other"));
        agree();
        mysql.execute("DROP TABLE t");
        settle();
        assertThat(replica.tombstones()).isZero();
        mysql.execute(TABLE);
        insert(1, 24);
        agree();
        assertThat(replica.tombstones()).isEqualTo(1);
    }

    @Test
    void keyThatIsChangedLeavesATombstoneOfTheOldOne() {
        mysql.execute(TABLE);
        insert(1, 15);
        start("timestamp");
        agree();
        mysql.execute("UPDATE t SET id = id + 1000, name = CONCAT('moved', id) WHERE id IN (2, 14)");
        agree();
        assertThat(replica.tombstones()).isEqualTo(2);
    }

    @Test
    void rowReplacedInOneTransactionIsNotDeleted() throws SQLException {
        mysql.execute(TABLE);
        insert(1, 25);
        start("timestamp");
        agree();
        try (Connection session = mysql.connect();
                Statement statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.execute("DELETE FROM t WHERE id IN (3, 25)");
            settle();
            statement.execute("INSERT INTO t (id, name) VALUES (3, 'again')");
            settle();
            statement.execute("INSERT INTO t (id, name) VALUES (25, 'again')");
            session.commit();
            statement.execute("DELETE FROM t");
            settle();
            session.rollback();
        }
        mysql.execute("REPLACE INTO t (id, name) VALUES (7, 'replaced')");
        agree();
        settle();
        assertThat(replica.tombstones()).isZero();
    }

    @Test
    void rowThatComesBackAfterItsTombstoneIsThere() {
        mysql.execute(TABLE);
        insert(1, 25);
        start("timestamp");
        agree();
        for (int round = 0; round < 3; round++) {
            mysql.execute("DELETE FROM t WHERE id IN (3, 25)");
            agree();
            mysql.execute("INSERT INTO t (id, name) VALUES (3, 'again'), (25, 'again')");
            agree();
        }
        assertThat(replica.tombstones()).isEqualTo(6);
    }

    @Test
    void rowsUpdatedAgainAndAgainDoNotMakeMoreAndMoreOffsets() {
        mysql.execute(TABLE);
        insert(1, 40);
        run = TaskRun.start(with(settings("timestamp"), "gap.margin.ms", "0"));
        agree();
        for (int round = 0; round < 40; round++) {
            mysql.execute(
                    "UPDATE t SET name = 'v" + round + "' WHERE id BETWEEN 5 AND 12 OR id = " + (13 + round % 25));
            agree();
            for (int i = 0; i < 20; i++) {
                replica.apply(run.poll());
            }
        }
        assertThat(run.offsets().size()).isLessThan(20);
        run = run.restarted();
        mysql.execute("DELETE FROM t WHERE id % 2 = 0");
        agree();
        mysql.execute("DELETE FROM t");
        agree();
    }

    /** Key types, and values for %d from 1 to 12. */
    private static final List<String> KEYS = List.of(
            "VARCHAR(20) COLLATE utf8mb4_0900_ai_ci | 'a%1$d', 'B%1$d ', '\u00e4x%1$d', '\ud83d\ude00%1$d'",
            "VARCHAR(20) COLLATE utf8mb4_general_ci | 'a%1$d', 'B %1$d', 'it''s\\\\,%1$d'",
            "CHAR(20) CHARACTER SET latin1 | 'a%1$d', '\u00e9%1$d', ' %1$d'",
            "CHAR(36) | UUID(), UUID()",
            "BINARY(16) | UUID_TO_BIN(UUID()), x'%1$02d000000000000000000000000000000'",
            "VARBINARY(20) | x'%1$02d', x'%1$02d00', x'%1$02dff'",
            "BIGINT UNSIGNED | 18446744073709551%1$03d, 9223372036854775%1$03d, %1$d",
            "BIGINT | -9223372036854775%1$03d, %1$d",
            "DECIMAL(65,30) | %1$d.5, -%1$d.000000000000000000000000000001, 12345678901234567890123456789%1$03d",
            "DECIMAL(20,0) | 9999999999999999%1$03d, -%1$d, %1$d",
            "DATE | '1000-01-%1$02d', '9999-12-%1$02d'",
            "DATETIME(6) | '2020-01-01 00:00:%1$02d.000001', '2020-01-01 00:%1$02d'",
            "TIMESTAMP | '2020-01-01 00:00:%1$02d', '2030-06-01 00:%1$02d'",
            "TIME(3) | '-800:00:%1$02d.5', SEC_TO_TIME(%1$d - 1), '800:%1$02d:00'",
            "YEAR | 19%1$02d, 20%1$02d",
            "DOUBLE | %1$d.1, 1e300 / %1$d, -%1$d",
            "FLOAT | %1$d.1, -%1$d",
            "BIT(40) | %1$d, 1000000000000 + %1$d",
            "ENUM('a','b','c','d','e','f','g','h','i','j','k','l','m','n','o') | %1$d",
            "SET('a','b','c','d','e') | %1$d");

    @Test
    void rowsAreFoundGoneByKeysOfEveryType() {
        List<String> tables = new ArrayList<>();
        int rows = 0;
        for (String key : KEYS) {
            String[] parts = key.split(" \\| ", -1);
            String table = "k" + tables.size();
            tables.add(table);
            mysql.execute("CREATE TABLE " + table + " (k " + parts[0] + " PRIMARY KEY, name VARCHAR(100), seq INT,"
                    + " tms TIMESTAMP(6) NOT NULL DEFAULT NOW(6) ON UPDATE NOW(6))");
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= 12; i++) {
                for (String value : parts[1].split(", ", -1)) {
                    values.add("(" + value.formatted(i) + ", '" + parts[0].replace("'", "") + values.size() + "', "
                            + values.size() + ")");
                }
            }
            mysql.execute("INSERT INTO " + table + " (k, name, seq) VALUES " + String.join(", ", values));
            rows += values.size();
        }
        Map<String, String> settings = with(settings("timestamp"), "table.whitelist", String.join(",", tables));
        settings.put("delete.detection.interval.ms", "200");
        settings.put("batch.max.rows", "100");
        run = TaskRun.start(settings);
        agree(tables);
        settle();
        assertThat(replica.tombstones()).isZero();
        tables.forEach(table -> mysql.execute("DELETE FROM " + table + " WHERE seq % 4 = 1"));
        agree(tables);
        assertThat(replica.tombstones()).isEqualTo(rows / 4);
        run = run.restarted();
        settle();
        assertThat(replica.tombstones()).isZero();
        tables.forEach(table -> mysql.execute("DELETE FROM " + table));
        agree(tables);
        assertThat(replica.tombstones()).isEqualTo(rows - rows / 4);
    }

    @Test
    void keysOfSeveralColumnsAreToldApart() {
        mysql.execute("CREATE TABLE t (a INT, b VARCHAR(10), c DATE, name VARCHAR(20),"
                + " tms TIMESTAMP(6) NOT NULL DEFAULT NOW(6) ON UPDATE NOW(6), PRIMARY KEY (c, a, b))");
        for (int i = 0; i < 36; i++) {
            mysql.execute("INSERT INTO t (a, b, c, name) VALUES (" + i % 3 + ", 'x" + i / 3 % 4 + "', '2020-01-0"
                    + (1 + i / 12) + "', 'n" + i + "')");
        }
        start("timestamp");
        agree();
        mysql.execute("DELETE FROM t WHERE a = 1 AND b = 'x2'");
        agree();
        assertThat(replica.tombstones()).isEqualTo(3);
    }

    @Test
    void keyThatDiffersFromItsSuccessorInCaseOnlyIsDeleted() {
        mysql.execute("CREATE TABLE t (k VARCHAR(20) COLLATE utf8mb4_0900_ai_ci PRIMARY KEY, name VARCHAR(20),"
                + " tms TIMESTAMP(6) NOT NULL DEFAULT NOW(6) ON UPDATE NOW(6))");
        mysql.execute("INSERT INTO t (k, name) VALUES ('Key', 'before'), ('other', 'other')");
        start("timestamp");
        agree();
        mysql.execute("DELETE FROM t WHERE k = 'Key'", "INSERT INTO t (k, name) VALUES ('key', 'after')");
        agree();
        assertThat(replica.tombstones()).isEqualTo(1);
    }

    /** Without PROCESS rows are sent early and remembered, so as not to be sent again. */
    @Test
    void rowThatComesBackJustAsItWasIsSentAgainWithoutThePrivilegeToo() {
        String user = "u" + mysql.name();
        mysql.execute(
                TABLE,
                "CREATE USER '" + user + "'@'%' IDENTIFIED BY 'pw'",
                "GRANT SELECT ON " + mysql.name() + ".* TO '" + user + "'@'%'");
        try {
            run = TaskRun.start(
                    with(with(settings("timestamp"), "connection.user", user), "connection.password", "pw"));
            for (int round = 0; round < 3; round++) {
                mysql.execute("INSERT INTO t VALUES (1, 'a', '2037-01-01'), (2, 'b', '2037-01-01')");
                agree();
                mysql.execute("DELETE FROM t WHERE id = 1");
                agree();
                mysql.execute("DELETE FROM t");
                agree();
            }
        } finally {
            mysql.execute("DROP USER '" + user + "'@'%'");
        }
    }

    @Test
    void tableWithoutAKeyIsRefusedByName() {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT, name VARCHAR(20), KEY (id))");
        List<String> errors = new JdbcSourceConnector()
                .validate(settings("incrementing")).configValues().stream()
                        .flatMap(value -> value.errorMessages().stream())
                        .toList();
        assertThat(errors)
                .singleElement()
                .asString()
                .contains("delete.detection", mysql.name() + ".t", "no primary key", "add one");
        assertThatThrownBy(() -> {
                    start("incrementing");
                    settle();
                })
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Table " + mysql.name() + ".t has no primary key");
    }

    @Test
    void otherKeyThanBeforeIsAnErrorAndNoDelete() {
        mysql.execute(TABLE);
        insert(1, 15);
        start("timestamp");
        agree();
        run.close();
        mysql.execute("ALTER TABLE t MODIFY id VARCHAR(20)");
        assertThatThrownBy(() -> {
                    run = run.restarted();
                    settle();
                })
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("The key of table " + mysql.name() + ".t was id:number and is id:text now");
        assertThat(replica.tombstones()).isZero();
    }

    @Test
    void widerKeyColumnIsStillTheSameKey() {
        mysql.execute(TABLE);
        insert(1, 25);
        start("timestamp");
        agree();
        mysql.execute(
                "ALTER TABLE t MODIFY id BIGINT AUTO_INCREMENT", "INSERT INTO t VALUES (5000000000, 'big', NOW(6))");
        pollUntil(() -> replica.names().containsKey("big"));
        settle();
        assertThat(replica.tombstones()).isZero();
        mysql.execute("DELETE FROM t WHERE id = 5000000000");
        pollUntil(() -> !replica.names().containsKey("big"));
        assertThat(replica.tombstones()).isOne();
    }

    private void start(String mode) {
        run = TaskRun.start(settings(mode));
    }

    private Map<String, String> settings(String mode) {
        Settings settings = Settings.of(mysql, mode)
                .with("poll.interval.ms", "5")
                .with("table.poll.interval.ms", "100")
                .with("table.whitelist", "t")
                .with("gap.margin.ms", "100")
                .with("batch.max.rows", "7")
                .with("delete.detection", "key-scan")
                .with("delete.detection.interval.ms", "1")
                .with("delete.detection.keys.per.offset", "10");
        return mode.equals("timestamp")
                ? settings.with("timestamp.column.name", "tms").map()
                : settings.map();
    }

    private static Map<String, String> with(Map<String, String> settings, String key, String value) {
        settings.put(key, value);
        return settings;
    }

    private void insert(int first, int last) {
        for (int id = first; id <= last; id++) {
            mysql.execute("INSERT INTO t (id, name) VALUES (" + id + ", 'n" + id + "')");
        }
    }

    /** Polls until the replica is as the table; the test fails when it never is. */
    private void agree() {
        agree(List.of("t"));
    }

    private void agree(List<String> tables) {
        Map<String, Integer> table = names(tables);
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!replica.names().equals(table) && System.nanoTime() < end) {
            replica.apply(run.poll());
        }
        assertThat(difference(replica.names(), table)).as("only in the topic").isEmpty();
        assertThat(difference(table, replica.names())).as("only in the table").isEmpty();
    }

    private static Map<String, Integer> difference(Map<String, Integer> some, Map<String, Integer> others) {
        Map<String, Integer> difference = new TreeMap<>(some);
        difference.entrySet().removeAll(others.entrySet());
        return difference;
    }

    /** Polls until many polls in a row brought nothing new; whatever scan was due has ended by then. */
    private void settle() {
        replica.busy();
        pollUntil(() -> replica.idle() >= 15);
    }

    private void pollUntil(BooleanSupplier reached) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("given up after %s", LONGEST).isLessThan(end);
            replica.apply(run.poll());
        }
    }

    private Map<String, Integer> names(List<String> tables) {
        Map<String, Integer> names = new TreeMap<>();
        for (String table : tables) {
            mysql.query("SELECT name FROM " + table).forEach(row -> names.merge(row.get(0), 1, Integer::sum));
        }
        return names;
    }
}
