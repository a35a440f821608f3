package io.bendsync.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class TableComparisonIT {
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
    void textKeysAreWalkedInTheOrderOfTheirBytes(MySqlDatabase mysql, DatabendDatabase databend) {
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

    private static TableReport compare(MySqlDatabase mysql, DatabendDatabase databend, String table) {
        try (var left =
                io.bendsync.runtime.database.MySqlDatabase.connect(mysql.url(), mysql.user(), mysql.password())) {
            var right = new io.bendsync.runtime.database.DatabendDatabase(
                    databend.url(), databend.user(), databend.password());
            return new TableComparison(left, right).compare(new TablePair(mysql.name(), table, databend.name(), table));
        }
    }
}
