package io.bendsync.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every MySQL type, at both ends of its range, against what the record contract says. */
@ExtendWith(StackExtension.class)
@SuppressWarnings("JavaUtilDate") // Connect's logical types are made of it.
class TypesIT {
    @Test
    void integersKeepTheirWholeRange(MySqlDatabase mysql) {
        mysql.execute("""
                CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY,
                  a TINYINT, au TINYINT UNSIGNED, b SMALLINT, bu SMALLINT UNSIGNED, c MEDIUMINT, cu MEDIUMINT UNSIGNED,
                  d INT, du INT UNSIGNED, e BIGINT, eu BIGINT UNSIGNED, f BOOLEAN, y YEAR)""", """
                INSERT INTO t VALUES (1, -128, 0, -32768, 0, -8388608, 0, -2147483648, 0, -9223372036854775808, 0, true,
                  1901)""", """
                INSERT INTO t VALUES (2, 127, 255, 32767, 65535, 8388607, 16777215, 2147483647, 4294967295,
                  9223372036854775807, 18446744073709551615, 2, 2155)""", "INSERT INTO t (id) VALUES (3)");
        List<Struct> rows = rows(mysql, 3);

        assertThat(values(rows.get(0)))
                .containsExactly(
                        1,
                        (byte) -128,
                        (short) 0,
                        (short) -32768,
                        0,
                        -8388608,
                        0,
                        Integer.MIN_VALUE,
                        0L,
                        Long.MIN_VALUE,
                        new BigDecimal(0),
                        (byte) 1,
                        1901);
        assertThat(values(rows.get(1)))
                .containsExactly(
                        2,
                        (byte) 127,
                        (short) 255,
                        (short) 32767,
                        65535,
                        8388607,
                        16777215,
                        Integer.MAX_VALUE,
                        4294967295L,
                        Long.MAX_VALUE,
                        new BigDecimal("18446744073709551615"),
                        (byte) 2,
                        2155);
        assertThat(values(rows.get(2))).endsWith(null, new Object[] {null});
        Schema unsigned = rows.get(0).schema().field("du").schema();
        assertThat(unsigned.parameters()).containsEntry("__debezium.source.column.type", "INT UNSIGNED");
    }

    @Test
    void decimalsAndFloatsAreExact(MySqlDatabase mysql) {
        String digits = "12345678901234567890123456789012345.123456789012345678901234567890";
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, d DECIMAL(65,30), m DECIMAL(10,2), f FLOAT,"
                        + " g DOUBLE)",
                "INSERT INTO t VALUES (1, " + digits + ", -1.5, 16777217, 1.7976931348623157e308)",
                "INSERT INTO t VALUES (2, -0.000000000000000000000000000001, 0, 0.1, 4.9e-324)");
        List<Struct> rows = rows(mysql, 2);

        assertThat(values(rows.get(0)))
                .containsExactly(1, new BigDecimal(digits), new BigDecimal("-1.50"), 16777216f, Double.MAX_VALUE);
        assertThat(rows.get(1).get("d")).isEqualTo(new BigDecimal("-0.000000000000000000000000000001"));
        assertThat(rows.get(1).getFloat32("f")).isEqualTo(0.1f);
        assertThat(rows.get(0).schema().field("d").schema().parameters())
                .containsEntry("connect.decimal.precision", "65")
                .containsEntry("scale", "30");
    }

    @Test
    void timesKeepTheirDigitsAndRange(MySqlDatabase mysql) {
        mysql.execute("""
                CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, d DATE, dt DATETIME, dt3 DATETIME(3),
                  dt6 DATETIME(6), ts TIMESTAMP NULL, ts6 TIMESTAMP(6) NULL, tm TIME, tm6 TIME(6))""", "SET time_zone = '+02:00'");
        try (var connection = mysql.connect();
                var statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+02:00'");
            statement.execute("INSERT INTO t VALUES (1, '1000-01-01', '1000-01-01 00:00:00', '9999-12-31 23:59:59.999',"
                    + " '9999-12-31 23:59:59.999999', '1970-01-01 02:00:01', '2026-07-01 12:00:00.123456',"
                    + " '-838:59:59', '-00:00:00.000001')");
            statement.execute("INSERT INTO t VALUES (2, '9999-12-31', '2026-11-23 12:00:00', '1969-12-31 23:59:59.001',"
                    + " '1000-01-01 00:00:00.000001', NULL, '2038-01-19 05:14:07.999999', '838:59:59',"
                    + " '100:00:00.5')");
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
        List<Struct> rows = rows(mysql, 2);

        assertThat(values(rows.get(0)))
                .containsExactly(
                        1,
                        date("1000-01-01"),
                        Date.from(Instant.parse("1000-01-01T00:00:00Z")),
                        Date.from(Instant.parse("9999-12-31T23:59:59.999Z")),
                        micros("9999-12-31T23:59:59.999999Z"),
                        new Date(1000),
                        micros("2026-07-01T10:00:00.123456Z"),
                        -3_020_399_000_000L,
                        -1L);
        assertThat(values(rows.get(1)))
                .containsExactly(
                        2,
                        date("9999-12-31"),
                        Date.from(Instant.parse("2026-11-23T12:00:00Z")),
                        Date.from(Instant.parse("1969-12-31T23:59:59.001Z")),
                        micros("1000-01-01T00:00:00.000001Z"),
                        null,
                        micros("2038-01-19T03:14:07.999999Z"),
                        3_020_399_000_000L,
                        360_000_500_000L);
    }

    @Test
    void textBitsBytesAndShapesComeWhole(MySqlDatabase mysql) {
        mysql.execute("""
                CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, c CHAR(4), v VARCHAR(20) CHARACTER SET latin1, x TEXT,
                  e ENUM('a','b,c'), s SET('x','y'), j JSON, b BINARY(3), vb VARBINARY(9), bl BLOB,
                  b1 BIT(1), b64 BIT(64), g POINT)""", """
                INSERT INTO t VALUES (1, 'ab', 'ü', '😀', 'b,c', 'x,y', '{"k": [1, 2.50]}', 'a', 0x00FF, '',
                  b'1', 0xFFFFFFFFFFFFFF01, ST_GeomFromText('POINT(1 2)'))""");
        Struct row = rows(mysql, 1).get(0);

        assertThat(row.getString("c")).isEqualTo("ab");
        assertThat(row.getString("v")).isEqualTo("ü");
        assertThat(row.getString("x")).isEqualTo("😀");
        assertThat(row.getString("e")).isEqualTo("b,c");
        assertThat(row.schema().field("e").schema().parameters()).containsEntry("allowed", "a,b\\,c");
        assertThat(row.getString("s")).isEqualTo("x,y");
        assertThat(row.getString("j")).isEqualTo("{\"k\": [1, 2.5]}");
        assertThat(row.getBytes("b")).containsExactly('a', 0, 0);
        assertThat(row.getBytes("vb")).containsExactly(0, 0xFF);
        assertThat(row.getBytes("bl")).isEmpty();
        assertThat(row.getBoolean("b1")).isTrue();
        assertThat(row.getBytes("b64")).containsExactly(1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF);
        assertThat(row.getStruct("g").getBytes("wkb")).hasSize(21);
    }

    @Test
    void geometriesOfEveryKindComeAsTheirWellKnownBytes(MySqlDatabase mysql) {
        List<String> shapes = List.of(
                "POINT(1 2)",
                "LINESTRING(0 0,1 1,2 3)",
                "POLYGON((0 0,0 3,3 3,0 0),(1 1,1 2,2 2,1 1))",
                "MULTIPOINT((0 0),(1 1))",
                "MULTILINESTRING((0 0,1 1),(2 2,3 3))",
                "MULTIPOLYGON(((0 0,0 3,3 3,0 0)))",
                "GEOMETRYCOLLECTION(POINT(1 1),LINESTRING(0 0,1 1))",
                "GEOMETRYCOLLECTION EMPTY");
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, g GEOMETRY)");
        for (String shape : shapes) {
            mysql.execute("INSERT INTO t (g) VALUES (ST_GeomFromText('" + shape + "', 0))");
        }
        mysql.execute("INSERT INTO t (g) VALUES (ST_GeomFromText('POINT(52 13)', 4326)), (NULL)");
        List<List<String>> expected =
                mysql.query("SELECT HEX(ST_AsBinary(g, 'axis-order=long-lat')), ST_SRID(g) FROM t ORDER BY id");
        try (TaskRun run = TaskRun.start(Settings.of(mysql, "incrementing").map())) {
            List<List<String>> found = new java.util.ArrayList<>();
            for (var record : run.take(10)) {
                Struct shape = ((Struct) record.value()).getStruct("g");
                found.add(
                        shape == null
                                ? List.of("NULL", "NULL")
                                : List.of(
                                        java.util.HexFormat.of().withUpperCase().formatHex(shape.getBytes("wkb")),
                                        shape.getInt32("srid") == null
                                                ? "0"
                                                : shape.getInt32("srid").toString()));
            }
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    void vectorsAreReadAndColumnsAddedBesideThemToo(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, ve VECTOR(3))",
                "INSERT INTO t (ve) VALUES (STRING_TO_VECTOR('[1,2.5,-3]')), (NULL)");
        try (TaskRun run = TaskRun.start(Settings.of(mysql, "incrementing").map())) {
            List<SourceRecord> records = run.take(2);
            assertThat(((Struct) records.get(0).value()).getArray("ve")).isEqualTo(Arrays.asList(1f, 2.5f, -3f));
            assertThat(((Struct) records.get(1).value()).get("ve")).isNull();
            mysql.execute("ALTER TABLE t ADD COLUMN more INT DEFAULT 7", "INSERT INTO t (ve) VALUES (NULL)");
            assertThat(((Struct) run.take(1).get(0).value()).get("more")).isEqualTo(7);
        }
    }

    /** The driver keeps long rows in another form than short ones; both must read alike. */
    @Test
    void longRowsReadLikeShortOnes(MySqlDatabase mysql) {
        mysql.execute("""
                CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, x LONGTEXT, d DECIMAL(9,3), f FLOAT,
                  dt DATETIME(6), tm TIME(6), b BIT(9), n BIGINT UNSIGNED, y YEAR, m MEDIUMINT, nothing INT)""", """
                INSERT INTO t VALUES (1, REPEAT('é', 300000), 1.5, 0.1, '2026-01-02 03:04:05.000006', '01:02:03.4',
                  b'100000001', 18446744073709551615, 2026, -5, NULL)""");
        Struct row = rows(mysql, 1).get(0);

        assertThat(row.getString("x")).isEqualTo("é".repeat(300_000));
        assertThat(values(row).subList(2, 11))
                .usingRecursiveComparison()
                .isEqualTo(Arrays.asList(
                        new BigDecimal("1.500"),
                        0.1f,
                        micros("2026-01-02T03:04:05.000006Z"),
                        3_723_400_000L,
                        new byte[] {1, 1},
                        new BigDecimal("18446744073709551615"),
                        2026,
                        -5,
                        null));
    }

    @Test
    void blobOf64MebibytesComesWholeAndPagesOfLongRowsAreCutByTheirBytes(MySqlDatabase mysql)
            throws java.sql.SQLException {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, b LONGBLOB)");
        String before = mysql.query("SELECT @@GLOBAL.max_allowed_packet").get(0).get(0);
        mysql.execute("SET GLOBAL max_allowed_packet = " + (1 << 30));
        try {
            mysql.execute(
                    "INSERT INTO t (b) VALUES (REPEAT('x', 67108864))",
                    "INSERT INTO t (b) SELECT REPEAT('y', 9000000) FROM (VALUES ROW(1), ROW(2), ROW(3), ROW(4)) v");
            try (TaskRun run = TaskRun.start(Settings.of(mysql, "incrementing").map())) {
                List<SourceRecord> first = run.take(1);
                assertThat(first).hasSize(1);
                assertThat(((Struct) first.get(0).value()).getBytes("b")).hasSize(67_108_864);
                int pages = 0;
                for (int rows = 0; rows < 4; pages++) {
                    rows += run.poll().size();
                }
                assertThat(pages).isGreaterThan(1);
            }
        } finally {
            mysql.execute("SET GLOBAL max_allowed_packet = " + before);
        }
    }

    @Test
    void zeroDatesFollowTheSetting(MySqlDatabase mysql) throws java.sql.SQLException {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, d DATE NOT NULL, dt DATETIME(6) NOT NULL)");
        try (var connection = mysql.connect();
                var statement = connection.createStatement()) {
            statement.execute("SET sql_mode = ''");
            statement.execute("INSERT INTO t VALUES (1, '0000-00-00', '2026-00-10 00:00:00')");
        }
        Settings settings = Settings.of(mysql, "incrementing");
        try (TaskRun run = TaskRun.start(settings.map())) {
            assertThatThrownBy(() -> run.take(1))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("zero.dates")
                    .hasMessageContaining(mysql.name() + ".t")
                    .hasMessageContaining("Column d");
        }
        try (TaskRun run = TaskRun.start(settings.with("zero.dates", "null").map())) {
            Struct row = (Struct) run.take(1).get(0).value();
            assertThat(row.get("d")).isNull();
            assertThat(row.get("dt")).isNull();
        }
        try (TaskRun run =
                TaskRun.start(settings.with("zero.dates", "1970-01-02").map())) {
            Struct row = (Struct) run.take(1).get(0).value();
            assertThat(row.get("d")).isEqualTo(date("1970-01-02"));
            assertThat(row.get("dt")).isEqualTo(micros("1970-01-02T00:00:00Z"));
        }
    }

    @Test
    void namesMayBeAnythingAndInvisibleAndGeneratedColumnsCome(MySqlDatabase mysql) {
        String table = "`t ``\"';-- ${x} ü`";
        mysql.execute(
                "CREATE TABLE " + table + " (`i``d` INT AUTO_INCREMENT PRIMARY KEY, `se'lect` INT,"
                        + " `größe` VARCHAR(9) INVISIBLE, g INT AS (`se'lect` + 1))",
                "INSERT INTO " + table + " (`se'lect`, `größe`) VALUES (1, 'x')");
        try (TaskRun run = TaskRun.start(
                Settings.of(mysql, "incrementing").with("topics", "t").map())) {
            Struct row = (Struct) run.take(1).get(0).value();
            assertThat(row.getInt32("i`d")).isEqualTo(1);
            assertThat(row.getInt32("se'lect")).isEqualTo(1);
            assertThat(row.getInt32("g")).isEqualTo(2);
            assertThat(row.getString("größe")).isEqualTo("x");
        }
    }

    @Test
    void tableOfFiveHundredColumnsIsRead(MySqlDatabase mysql) {
        StringBuilder columns = new StringBuilder("id INT AUTO_INCREMENT PRIMARY KEY");
        for (int i = 1; i < 500; i++) {
            columns.append(", c").append(i).append(" INT DEFAULT ").append(i);
        }
        mysql.execute("CREATE TABLE t (" + columns + ")", "INSERT INTO t () VALUES (), ()");
        Struct row = rows(mysql, 2).get(1);
        assertThat(row.schema().fields()).hasSize(500);
        assertThat(row.getInt32("c499")).isEqualTo(499);
    }

    private static List<Struct> rows(MySqlDatabase mysql, int count) {
        try (TaskRun run = TaskRun.start(Settings.of(mysql, "incrementing").map())) {
            List<Struct> rows = run.take(count).stream()
                    .map(record -> (Struct) record.value())
                    .toList();
            assertThat(rows).hasSize(count);
            return rows;
        }
    }

    private static List<Object> values(Struct row) {
        return row.schema().fields().stream().map(row::get).toList();
    }

    private static Date date(String day) {
        return new Date(LocalDate.parse(day).toEpochDay() * 86_400_000L);
    }

    private static long micros(String instant) {
        Instant time = Instant.parse(instant);
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1000;
    }
}
