package io.bendsync.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.runtime.pipeline.TableRule;
import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import io.bendsync.transforms.PlainCell;
import io.bendsync.transforms.ShardValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class TableComparisonIT {
    private static final Grain FINE = new Grain(100, 20, 5, 100, 1_000);

    @Test
    void equalTablesAgreeInEveryType(MySqlDatabase mysql, DatabendDatabase databend) {
        mysql.execute("""
                CREATE TABLE t (id INT UNSIGNED PRIMARY KEY, f FLOAT, d DOUBLE, n DECIMAL(20,5), b BIT(1), b9 BIT(9),
                  s VARCHAR(50), e ENUM('z','a'), raw VARBINARY(20), day DATE, y YEAR, at DATETIME(6), ts TIMESTAMP(6) NULL,
                  t TIME(6), j JSON)""", """
                INSERT INTO t VALUES (1, 0.1, 0.1, 1.5, 1, 257, 'NULL', 'z', x'00ff', '2024-02-29', 1999,
                  '2024-01-01 10:00:00.000001', '2024-01-01 10:00:00', '-12:30:00.5', '{"b": 1, "a": [1.5]}')""", "INSERT INTO t (id, s) VALUES (4294967295, '')");
        databend.execute("""
                CREATE TABLE t (id INT UNSIGNED, f FLOAT NULL, d DOUBLE NULL, n DECIMAL(20,5) NULL, b BOOLEAN NULL,
                  b9 BIGINT UNSIGNED NULL, s VARCHAR NULL, e VARCHAR NULL, raw BINARY NULL, day DATE NULL,
                  y SMALLINT UNSIGNED NULL, at TIMESTAMP NULL, ts TIMESTAMP NULL, t VARCHAR NULL, j VARIANT NULL)""", """
                INSERT INTO t VALUES (1, 0.1, 0.1, 1.5, true, 257, 'NULL', 'z', from_hex('00ff')::binary, '2024-02-29', 1999,
                  '2024-01-01 10:00:00.000001', '2024-01-01 10:00:00', '-012:30:00.500000', parse_json('{"a":[1.5],"b":1}'))""", "INSERT INTO t (id, s) VALUES (4294967295, '')");

        TableReport report = compare(mysql, databend, "t");

        assertThat(report.examples()).isEmpty();
        assertThat(report.remarks()).isEmpty();
        assertThat(report.agrees()).isTrue();
        assertThat(report.mysqlRows()).isEqualTo(2);
    }

    @Test
    void eachKindOfDifferenceIsFoundAndNamed(MySqlDatabase mysql, DatabendDatabase databend) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY, s VARCHAR(20), at DATETIME(6))", """
                INSERT INTO t VALUES (1, 'same', '2024-01-01 00:00:00'), (2, 'missing', NULL), (3, '', NULL),
                  (4, 'x', '2024-01-01 00:00:00.000001'), (10, 'old', NULL)""");
        databend.execute("CREATE TABLE t (id INT, s VARCHAR NULL, at TIMESTAMP NULL)", """
                INSERT INTO t VALUES (1, 'same', '2024-01-01 00:00:00'), (3, NULL, NULL),
                  (4, 'x', '2024-01-01 00:00:00.000002'), (9, 'surplus', NULL), (10, 'new', NULL)""");

        TableReport report = compare(mysql, databend, "t");

        assertThat(report.agrees()).isFalse();
        assertThat(report.examples())
                .containsExactly(
                        "row id='2' is missing in Databend",
                        "row id='3', column s: MySQL '', Databend NULL",
                        "row id='4', column at: MySQL '2024-01-01 00:00:00.000001', Databend '2024-01-01 00:00:00.000002'",
                        "row id='9' is in Databend only",
                        "row id='10', column s: MySQL 'old', Databend 'new'");
    }

    @Test
    void textKeysAreToldApartByTheirBytes(MySqlDatabase mysql, DatabendDatabase databend) {
        String rows = "('a', 1), ('B', 2), ('é', 3), ('z', 4), ('Z', 5), ('𝄞', 6), ('', 7)";
        mysql.execute(
                "CREATE TABLE t (k VARCHAR(9) COLLATE utf8mb4_bin PRIMARY KEY, v INT)", "INSERT INTO t VALUES " + rows);
        databend.execute("CREATE TABLE t (k VARCHAR, v INT)", "INSERT INTO t VALUES " + rows);

        assertThat(compare(mysql, databend, "t").agrees()).isTrue();
    }

    @Test
    void aTableWithoutKeyIsComparedAsABagOfRows(MySqlDatabase mysql, DatabendDatabase databend) {
        mysql.execute("CREATE TABLE t (v INT)", "INSERT INTO t VALUES (1), (1), (2)");
        databend.execute("CREATE TABLE t (v INT)", "INSERT INTO t VALUES (2), (1)");

        TableReport report = compare(mysql, databend, "t");

        assertThat(report.missing()).isEqualTo(1);
        assertThat(report.surplus()).isZero();
        assertThat(report.examples()).containsExactly("row v='1' is missing in Databend");
    }

    @Test
    void aMissingTableOrColumnIsADifference(MySqlDatabase mysql, DatabendDatabase databend) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY, v INT)", "CREATE TABLE u (id INT PRIMARY KEY)");
        databend.execute("CREATE TABLE t (id INT)");

        TableReport report = compare(mysql, databend, "t");

        assertThat(report.agrees()).isFalse();
        assertThat(report.remarks()).containsExactly("Databend lacks the column v");
        assertThat(compare(mysql, databend, "u").remarks())
                .containsExactly("Databend has no table " + databend.name() + ".u");
        assertThat(compare(mysql, databend, "no").agrees()).isFalse();
    }

    @Test
    void eachDifferenceIsFoundInATableCutManyTimes(MySqlDatabase mysql, DatabendDatabase databend) {
        fill(mysql, databend, "id BIGINT PRIMARY KEY", "id BIGINT", "i * 3");
        differ(databend, "id", "-300", "0", "3", "900", "1497");

        assertDifferencesFound(mysql, databend, "id", "-300", "0", "3", "900", "1497");
    }

    @Test
    void keysThatOnlyTextTellsApartAreFoundToo(MySqlDatabase mysql, DatabendDatabase databend) {
        fill(mysql, databend, "id VARCHAR(20) PRIMARY KEY", "id VARCHAR", "concat('K-', i)");
        differ(databend, "id", "'k-1'", "'K-0'", "'K-1'", "'K-300'", "'K-499'");

        assertDifferencesFound(mysql, databend, "id", "k-1", "K-0", "K-1", "K-300", "K-499");
    }

    @Test
    void aKeyWhoseFirstColumnHardlyDiffersIsCutByItsOtherColumns(MySqlDatabase mysql, DatabendDatabase databend) {
        fill(mysql, databend, "g INT DEFAULT 7, id INT, PRIMARY KEY (g, id)", "g INT DEFAULT 7, id INT", "i");
        differ(databend, "id", "-300", "0", "3", "300", "499");

        assertDifferencesFound(mysql, databend, "id", "-300", "0", "3", "300", "499");
    }

    @Test
    void aRowOfDatabendsWithoutKeyAndKeysAtTheEndsOfTheirTypeAreSeen(MySqlDatabase mysql, DatabendDatabase databend) {
        mysql.execute(
                "CREATE TABLE t (id BIGINT UNSIGNED PRIMARY KEY)", "INSERT INTO t VALUES (0), (18446744073709551615)");
        databend.execute(
                "CREATE TABLE t (id BIGINT UNSIGNED NULL)", "INSERT INTO t VALUES (0), (18446744073709551615)");
        assertThat(compare(mysql, databend, "t").agrees()).isTrue();

        databend.execute("INSERT INTO t VALUES (NULL)");

        assertThat(compare(mysql, databend, "t").examples()).containsExactly("row id=NULL is in Databend only");
    }

    @Test
    void aRowThatIsTwiceInDatabendIsADifference(MySqlDatabase mysql, DatabendDatabase databend) {
        fill(mysql, databend, "id INT PRIMARY KEY", "id INT", "i");
        databend.execute("INSERT INTO t SELECT * FROM t WHERE id = 77");

        TableReport report = compare(mysql, databend, "t");
        assertThat(report.surplus()).isEqualTo(1);
        assertThat(report.examples()).containsExactly("row id='77' is in Databend 2 times");
        assertThat(report.findings()).allMatch(Finding::severalTimes);
    }

    @Test
    void keysThatOnlyTextTellsApartTakeFewStatementsHoweverManyRowsDiffer(
            MySqlDatabase mysql, DatabendDatabase databend) {
        fill(mysql, databend, "id VARCHAR(20) PRIMARY KEY", "id VARCHAR", "concat('K-', i)");
        databend.execute("UPDATE t SET s = 'other' WHERE s = 'odd'");

        try (Compared compared = new Compared(mysql, databend, FINE)) {
            long before = compared.statements();
            TableReport report = compared.compare("t", Duration.ofMillis(1));

            assertThat(report.different()).isEqualTo(250);
            assertThat(compared.statements() - before).isLessThan(40);
        }
    }

    @Test
    void aRowWithoutAValueInAKeyOfTheUsersChoiceIsCompared(MySqlDatabase mysql, DatabendDatabase databend) {
        mysql.execute(
                "CREATE TABLE t (id INT PRIMARY KEY, k INT, UNIQUE (k))",
                "INSERT INTO t VALUES (1, 10), (2, NULL), (3, 30)");
        databend.execute("CREATE TABLE t (id INT, k INT NULL)", "INSERT INTO t VALUES (1, 10), (3, 30)");

        TableReport report = compare(mysql, databend, List.of("k"), List.of(), ZeroDates.NULL);

        assertThat(report.mysqlRows()).isEqualTo(3);
        assertThat(report.examples()).containsExactly("row k=NULL is missing in Databend");
    }

    @Test
    void datesThatNoCalendarHasAreWhatTheSourceMakesOfThem(MySqlDatabase mysql, DatabendDatabase databend) {
        mysql.execute(
                "CREATE TABLE t (id INT PRIMARY KEY, d DATE, at DATETIME(3), n DATE NOT NULL)",
                "SET SESSION sql_mode = ''",
                "INSERT INTO t VALUES (1, '2024-00-10', '2024-02-00 10:00:00.5', '0000-00-00'), (2, '0000-00-00', NULL, '2024-05-00')");
        databend.execute(
                "CREATE TABLE t (id INT, d DATE NULL, at TIMESTAMP NULL, n DATE NULL)",
                "INSERT INTO t VALUES (1, NULL, NULL, '1970-01-01'), (2, NULL, NULL, '1970-01-01')");
        Optional<String> epoch = Optional.of("1970-01-01");
        ZeroDates binlog = new ZeroDates(Optional.empty(), epoch);
        ZeroDates chosen = new ZeroDates(epoch, epoch);

        assertThat(compare(mysql, databend, List.of(), List.of(), binlog).examples())
                .isEmpty();
        assertThat(compare(mysql, databend, List.of(), List.of(), chosen).examples())
                .hasSize(3);

        databend.execute(
                "UPDATE t SET d = '1970-01-01' WHERE true", "UPDATE t SET at = '1970-01-01 00:00:00' WHERE id = 1");
        assertThat(compare(mysql, databend, List.of(), List.of(), chosen).examples())
                .isEmpty();
    }

    @Test
    void zerosInFrontOfANumberAreNoDifference(MySqlDatabase mysql, DatabendDatabase databend) {
        mysql.execute(
                "CREATE TABLE t (id INT PRIMARY KEY, z INT(8) ZEROFILL, d DECIMAL(9,2) ZEROFILL, h INT(8) ZEROFILL)",
                "INSERT INTO t VALUES (1, 42, 1.50, 42)");
        String hash = PlainCell.hash("salt", "42".getBytes(StandardCharsets.UTF_8));
        databend.execute(
                "CREATE TABLE t (id INT, z BIGINT NULL, d DECIMAL(9,2) NULL, h VARCHAR NULL)",
                "INSERT INTO t VALUES (1, 42, 1.50, '" + hash + "')");

        assertThat(compare(mysql, databend, List.of(), List.of("h"), ZeroDates.NULL)
                        .examples())
                .isEmpty();
    }

    @Test
    void emptyTablesAgree(MySqlDatabase mysql, DatabendDatabase databend) {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY, v INT)", "CREATE TABLE u (v INT)");
        databend.execute("CREATE TABLE t (id INT, v INT)", "CREATE TABLE u (v INT)");

        assertThat(compare(mysql, databend, "t").agrees()).isTrue();
        assertThat(compare(mysql, databend, "u").agrees()).isTrue();
    }

    @Test
    void rowsOnTheirWayAreNoDifferences(MySqlDatabase mysql, DatabendDatabase databend) throws Exception {
        fill(mysql, databend, "id INT PRIMARY KEY", "id INT", "i");
        mysql.execute(
                "UPDATE t SET s = 'late' WHERE id = 7",
                "INSERT INTO t (id) VALUES (1000)",
                "DELETE FROM t WHERE id = 9");
        AtomicBoolean done = new AtomicBoolean();
        Thread pipeline = new Thread(() -> {
            databend.execute("UPDATE t SET s = 'late' WHERE id = 7", "INSERT INTO t (id) VALUES (1000)");
            for (int i = 0; !done.get(); i++) {
                // A row that never rests, applied late.
                mysql.execute("UPDATE t SET s = 'v" + (i + 1) + "' WHERE id = 8");
                databend.execute("UPDATE t SET s = 'v" + i + "' WHERE id = 8", "DELETE FROM t WHERE id = 9");
            }
        });
        pipeline.start();

        try (Compared compared = new Compared(mysql, databend, FINE)) {
            TableReport report = compared.compare("t", Duration.ofSeconds(60));

            assertThat(report.examples()).isEmpty();
            assertThat(report.agrees()).isTrue();
        } finally {
            done.set(true);
            pipeline.join();
        }
    }

    @Test
    void mysqlRestsAsLongAsMaxLoadSays(MySqlDatabase mysql) {
        try (var database =
                io.bendsync.runtime.database.MySqlDatabase.connect(mysql.url(), mysql.user(), mysql.password())) {
            long begun = System.nanoTime();
            new MySqlReads(database, 25).each("SELECT SLEEP(0.2)", row -> {});

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(790));
        }
    }

    /** 500 rows, the same in both databases; the key is an expression of i, which goes from 0 to 499. */
    private static void fill(
            MySqlDatabase mysql, DatabendDatabase databend, String mysqlKey, String databendKey, String key) {
        mysql.execute(
                "CREATE TABLE t (" + mysqlKey + ", s VARCHAR(20), at DATETIME(6))",
                "INSERT INTO t (id, s, at) WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 499)"
                        + " SELECT " + key + ", IF(i % 2 = 0, '', 'odd'), '2024-01-01 10:00:00.000001' FROM n");
        databend.execute(
                "CREATE TABLE t (" + databendKey + ", s VARCHAR NULL, at TIMESTAMP NULL)",
                "INSERT INTO t (id, s, at) SELECT " + key
                        + ", if(i % 2 = 0, '', 'odd'), '2024-01-01 10:00:00.000001' FROM (SELECT number i FROM numbers(500))");
    }

    /** A row too many, an empty text that is NULL, another text, a lost microsecond, a row missing. */
    private static void differ(
            DatabendDatabase databend,
            String key,
            String tooMany,
            String empty,
            String text,
            String micro,
            String gone) {
        databend.execute(
                "INSERT INTO t (" + key + ", s) VALUES (" + tooMany + ", 'more')",
                "UPDATE t SET s = NULL WHERE " + key + " = " + empty,
                "UPDATE t SET s = 'other' WHERE " + key + " = " + text,
                "UPDATE t SET at = '2024-01-01 10:00:00' WHERE " + key + " = " + micro,
                "DELETE FROM t WHERE " + key + " = " + gone);
    }

    private static void assertDifferencesFound(
            MySqlDatabase mysql,
            DatabendDatabase databend,
            String key,
            String tooMany,
            String empty,
            String text,
            String micro,
            String gone) {
        TableReport report = compare(mysql, databend, "t");

        assertThat(report.examples().stream().map(line -> line.replaceAll("g='7', ", "")))
                .containsExactlyInAnyOrder(
                        "row " + key + "='" + tooMany + "' is in Databend only",
                        "row " + key + "='" + empty + "', column s: MySQL '', Databend NULL",
                        "row " + key + "='" + text + "', column s: MySQL 'odd', Databend 'other'",
                        "row " + key + "='" + micro
                                + "', column at: MySQL '2024-01-01 10:00:00.000001', Databend '2024-01-01 10:00:00'",
                        "row " + key + "='" + gone + "' is missing in Databend");
        assertThat(report.mysqlRows()).isEqualTo(500);
        assertThat(report.databendRows()).isEqualTo(500);
    }

    private static TableReport compare(
            MySqlDatabase mysql, DatabendDatabase databend, List<String> key, List<String> hash, ZeroDates zeroDates) {
        TableRule rule = new TableRule(
                "t", List.of("*.t"), "", "", key, List.of(), List.of(), hash, "salt", "", "", "", ShardValue.DATABASE);
        TablePair pair = new TablePair(mysql.name(), "t", databend.name(), "t", Optional.of(rule), "", zeroDates);
        try (Compared compared = new Compared(mysql, databend, FINE)) {
            return compared.compare(pair, Duration.ZERO);
        }
    }

    private static TableReport compare(MySqlDatabase mysql, DatabendDatabase databend, String table) {
        try (Compared compared = new Compared(mysql, databend, FINE)) {
            return compared.compare(table);
        }
    }
}
