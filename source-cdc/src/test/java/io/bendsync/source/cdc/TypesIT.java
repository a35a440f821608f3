package io.bendsync.source.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every MySQL type, as the first load brings it and as the binlog does: the two may never differ. */
@ExtendWith(StackExtension.class)
class TypesIT {

    private static final String COLUMNS = """
            (id INT PRIMARY KEY,
             ti TINYINT, tiu TINYINT UNSIGNED, si SMALLINT, siu SMALLINT UNSIGNED, mi MEDIUMINT, miu MEDIUMINT UNSIGNED,
             i INT, iu INT UNSIGNED, bi BIGINT, biu BIGINT UNSIGNED, d DECIMAL(65,30), d0 DECIMAL(20),
             f FLOAT, db DOUBLE, b1 BIT(1), b17 BIT(17), c CHAR(5), vc VARCHAR(50), tx TEXT,
             en ENUM('a','b,c'), st SET('x','y','z'), js JSON, bn BINARY(4), vb VARBINARY(10), bl BLOB,
             dt DATE, yr YEAR, tm TIME, tm6 TIME(6), dt0 DATETIME, dt3 DATETIME(3), dt6 DATETIME(6),
             ts0 TIMESTAMP NULL, ts6 TIMESTAMP(6) NULL, pt POINT SRID 4326, boo BOOLEAN)
            """;

    private static final String LEAST = """
            (%d, -128, 0, -32768, 0, -8388608, 0, -2147483648, 0, -9223372036854775808, 0,
             -99999999999999999999999999999999999.999999999999999999999999999999, -99999999999999999999,
             -1.5, -1e300, b'0', b'0', '', '', '', 'a', '', '{}', '', '', '',
             '1000-01-01', 1901, '-838:59:59', '-838:59:59', '1000-01-01 00:00:00', '1000-01-01 00:00:00',
             '1000-01-01 00:00:00', '1970-01-01 00:00:01', '1970-01-01 00:00:01.000001',
             ST_SRID(POINT(0, 0), 4326), FALSE)
            """;

    private static final String MOST = """
            (%d, 127, 255, 32767, 65535, 8388607, 16777215, 2147483647, 4294967295, 9223372036854775807,
             18446744073709551615, 99999999999999999999999999999999999.999999999999999999999999999999,
             99999999999999999999, 1.5, 1e300, b'1', b'10000000000000001', 'äöü€𝄞', 'it''s "q"\\\\', 'x\\ny', 'b,c', 'x,z',
             '{"a":[1,2.5,"z"]}', x'00ff00ff', x'fe', x'0001', '9999-12-31', 2155, '838:59:59', '12:34:56.123456',
             '9999-12-31 23:59:59', '2024-02-29 12:34:56.789', '9999-12-31 23:59:59.999999', '2038-01-19 03:14:07',
             '2024-03-31 02:30:00.123456', ST_SRID(POINT(8.5, 47.4), 4326), TRUE)
            """;

    private static final String NOTHING = "(%d" + ", NULL".repeat(36) + ")";

    @TempDir
    private Path folder;

    @Test
    void firstLoadAndBinlogBringTheSame(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t " + COLUMNS);
        insert(mysql, 1);
        try (ConnectStandIn connect = new ConnectStandIn(CdcConfig.of(mysql, folder)).start()) {
            connect.changes(3);
            insert(mysql, 4);

            List<Change> changes = connect.changes(6);
            for (int row = 0; row < 3; row++) {
                assertThat(cells(changes.get(row + 3))).isEqualTo(cells(changes.get(row)));
            }
            assertThat(changes.get(0).record().valueSchema())
                    .isEqualTo(changes.get(3).record().valueSchema());
        }
    }

    /** The server describes a column otherwise than the statement did that made it. */
    @Test
    void columnsMadeInTheBinlogAreTheSameWhenTheyAreLoaded(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE before_it (id INT PRIMARY KEY)", "INSERT INTO before_it VALUES (1)");
        List<Schema> streamed;
        String values = "INSERT INTO made VALUES (%d, TRUE, FALSE, 1, 1, 1, 1, 1, 'a', 'b', 'c', 1, NULL)";
        try (ConnectStandIn connect = new ConnectStandIn(CdcConfig.of(mysql, folder)).start()) {
            connect.changes(1);
            mysql.execute(
                    "CREATE TABLE made (id INTEGER PRIMARY KEY, b1 BOOLEAN, b2 BOOL NOT NULL DEFAULT TRUE, i1 INTEGER UNSIGNED,"
                            + " d1 DEC(10,2), d2 NUMERIC(5), d3 DOUBLE PRECISION, r1 REAL, c1 CHARACTER(3), c2 CHARACTER VARYING(9),"
                            + " c3 NVARCHAR(9), i2 INT1)",
                    "ALTER TABLE made ADD COLUMN added BOOLEAN DEFAULT TRUE",
                    values.formatted(1));
            streamed = fields(connect.changes(2).get(1));
        }
        try (ConnectStandIn fresh = new ConnectStandIn(
                        CdcConfig.of(mysql, folder).with("schema.history.internal.file.filename", folder + "/second"))
                .start()) {
            Change loaded = fresh.until(change -> change.inWords().equals("r made 1")).stream()
                    .filter(change -> change.inWords().equals("r made 1"))
                    .findFirst()
                    .orElseThrow();
            assertThat(fields(loaded)).isEqualTo(streamed);
        }
    }

    /** Types and defaults, without the names that the source calls its types by. */
    private static List<Schema> fields(Change change) {
        return change.record().valueSchema().field("after").schema().fields().stream()
                .map(field -> {
                    SchemaBuilder type = new SchemaBuilder(field.schema().type())
                            .name(field.name() + " " + field.schema().name());
                    if (field.schema().defaultValue() != null) {
                        type.defaultValue(field.schema().defaultValue());
                    }
                    return type.build();
                })
                .toList();
    }

    /** Byte for byte, also of what JSON has no type for. */
    @Test
    void documentsHaveOneText(MySqlDatabase mysql) {
        String document =
                "JSON_OBJECT('a b', JSON_ARRAY(1, -1.50, 1e300, 0.0001, 12345678.9, 1.0, 1e-9, 100000000000000000000.0,"
                        + " 18446744073709551615, -9223372036854775808, 70000), 's', CONCAT('x, \"\\\\/', CHAR(1), CHAR(31), '\n\tü€𝄞'),"
                        + " 'd', CAST('2024-02-29' AS DATE), 't', CAST('2024-02-29 01:02:03.5' AS DATETIME(6)),"
                        + " 'u', CAST('-101:02:03.000001' AS TIME(6)), 'v', CAST('01:02:03' AS TIME), 'b', CAST(x'00ff' AS BINARY(2)),"
                        + " 'y', TRUE, 'n', NULL, 'e', JSON_OBJECT(), 'dec', CAST(1.10 AS DECIMAL(10,2)), 'l', REPEAT(' ', 300))";
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY, js JSON)", "INSERT INTO t VALUES (1, " + document + ")");
        try (ConnectStandIn connect = new ConnectStandIn(CdcConfig.of(mysql, folder)).start()) {
            connect.changes(1);
            mysql.execute(
                    "INSERT INTO t VALUES (2, " + document + ")", "INSERT INTO t VALUES (3, 'null'), (4, '\"x y\"')");

            List<Change> changes = connect.changes(4);
            assertThat(changes.get(1).after("js")).isEqualTo(changes.get(0).after("js"));
            assertThat(changes.get(2).after("js")).isEqualTo("null");
            assertThat(changes.get(3).after("js")).isEqualTo("\"x y\"");
        }
    }

    @Test
    void typesAreWhatTheRecordContractSays(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t " + COLUMNS);
        try (ConnectStandIn connect = new ConnectStandIn(CdcConfig.of(mysql, folder)).start()) {
            insert(mysql, 1);
            Change row = connect.changes(3).get(1);

            assertThat(row.record().valueSchema().field("after").schema().fields().stream()
                            .collect(Collectors.toMap(Field::name, field -> typeOf(field.schema()))))
                    .containsAllEntriesOf(Map.ofEntries(
                            Map.entry("ti", "INT16"),
                            Map.entry("tiu", "INT16"),
                            Map.entry("siu", "INT32"),
                            Map.entry("i", "INT32"),
                            Map.entry("iu", "INT64"),
                            Map.entry("bi", "INT64"),
                            Map.entry("biu", "org.apache.kafka.connect.data.Decimal"),
                            Map.entry("d", "org.apache.kafka.connect.data.Decimal"),
                            Map.entry("b1", "BOOLEAN"),
                            Map.entry("b17", "io.debezium.data.Bits"),
                            Map.entry("en", "io.debezium.data.Enum"),
                            Map.entry("st", "io.debezium.data.EnumSet"),
                            Map.entry("js", "io.debezium.data.Json"),
                            Map.entry("bn", "BYTES"),
                            Map.entry("dt", "io.debezium.time.Date"),
                            Map.entry("yr", "io.debezium.time.Year"),
                            Map.entry("tm", "io.debezium.time.MicroTime"),
                            Map.entry("tm6", "io.debezium.time.MicroTime"),
                            Map.entry("dt0", "io.debezium.time.Timestamp"),
                            Map.entry("dt3", "io.debezium.time.Timestamp"),
                            Map.entry("dt6", "io.debezium.time.MicroTimestamp"),
                            Map.entry("ts0", "io.debezium.time.ZonedTimestamp"),
                            Map.entry("ts6", "io.debezium.time.ZonedTimestamp"),
                            Map.entry("pt", "io.debezium.data.geometry.Point")));
            assertThat(row.schemaOf("iu").parameters()).containsEntry("__debezium.source.column.type", "INT UNSIGNED");
            assertThat(row.after("biu")).isEqualTo(new BigDecimal("18446744073709551615"));
            assertThat(row.after("iu")).isEqualTo(4294967295L);
            assertThat(row.after("vc")).isEqualTo("it's \"q\"\\");
            assertThat(row.after("c")).isEqualTo("äöü€𝄞");
            assertThat(row.after("bn")).isEqualTo(ByteBuffer.wrap(new byte[] {0, -1, 0, -1}));
            assertThat(row.after("tm")).isEqualTo((838 * 3600L + 59 * 60 + 59) * 1_000_000);
            assertThat(row.after("dt6")).isEqualTo(253402300799999999L);
            assertThat(row.after("ts0")).isEqualTo("2038-01-19T03:14:07Z");
            assertThat(row.after("st")).isEqualTo("x,z");
        }
    }

    @Test
    void zonesOfServerAndUrlMoveNoInstant(MySqlDatabase mysql) {
        mysql.execute("SET GLOBAL time_zone = '+05:00'");
        try {
            mysql.execute("CREATE TABLE t " + COLUMNS);
            insert(mysql, 1);
            CdcConfig config = CdcConfig.of(mysql, folder)
                    .with("connection.url", mysql.url().replaceFirst("\\?.*", "") + "?serverTimezone=America/New_York");
            try (ConnectStandIn connect = new ConnectStandIn(config).start()) {
                connect.changes(3);
                insert(mysql, 4);

                List<Change> changes = connect.changes(6);
                assertThat(List.of(changes.get(1), changes.get(4))).allSatisfy(row -> {
                    assertThat(row.after("ts6")).isEqualTo("2024-03-31T02:30:00.123456Z");
                    // 2024-02-29 12:34:56.789, the wall clock taken as UTC.
                    assertThat(row.after("dt3")).isEqualTo(1709210096789L);
                });
            }
        } finally {
            mysql.execute("SET GLOBAL time_zone = DEFAULT");
        }
    }

    @Test
    void datesWithZerosAreWhatTheUserSaysAndNeverJust1970(MySqlDatabase mysql) {
        String columns = "(id INT PRIMARY KEY, d DATE NOT NULL, dt DATETIME(6) NOT NULL, ts TIMESTAMP NOT NULL DEFAULT"
                + " '0000-00-00 00:00:00', nd DATE, nts TIMESTAMP NULL)";
        String values = "(%d, '0000-00-00', '2024-00-10 01:02:03', '0000-00-00 00:00:00', '0000-00-00',"
                + " '0000-00-00 00:00:00')";
        mysql.execute("SET sql_mode = ''", "CREATE TABLE t " + columns, "INSERT INTO t VALUES " + values.formatted(1));
        CdcConfig dates = CdcConfig.of(mysql, folder).with("zero.dates", "1999-12-31");
        try (ConnectStandIn connect = new ConnectStandIn(dates).start()) {
            connect.changes(1);
            mysql.execute(
                    "SET sql_mode = ''",
                    "INSERT INTO t VALUES " + values.formatted(2),
                    "INSERT INTO t VALUES (3, '1970-01-01', '1970-01-01', '2024-01-01', NULL, NULL)");

            List<Change> changes = connect.changes(3);
            assertThat(cells(changes.get(1))).isEqualTo(cells(changes.get(0)));
            assertThat(changes.get(0).after("d")).isEqualTo(10956);
            assertThat(changes.get(0).after("dt")).isEqualTo(946598400000000L);
            assertThat(changes.get(0).after("ts")).isEqualTo("1999-12-31T00:00:00Z");
            assertThat(changes.get(0).after("nd")).isNull();
            assertThat(changes.get(0).after("nts")).isNull();
            assertThat(changes.get(2).after("d")).isEqualTo(0);
            assertThat(changes.get(2).after("dt")).isEqualTo(0L);

            connect.stop();
            connect.reconfigured(CdcConfig.of(mysql, folder).with("zero.dates", "null"))
                    .start();
            mysql.execute("SET sql_mode = ''", "INSERT INTO t VALUES " + values.formatted(4));
            Change nulls = connect.changes(4).get(3);
            assertThat(List.of("d", "dt", "ts")).allSatisfy(column -> {
                assertThat(nulls.after(column)).isNull();
                assertThat(nulls.schemaOf(column).isOptional()).isTrue();
            });

            connect.stop();
            connect.reconfigured(CdcConfig.of(mysql, folder)).start();
            mysql.execute("SET sql_mode = ''", "INSERT INTO t VALUES " + values.formatted(5));
            assertThatThrownBy(() -> connect.changes(5))
                    .isInstanceOf(CdcSourceException.class)
                    .hasMessageContaining(".t.d")
                    .hasMessageContaining("zero.dates");
        }
        CdcConfig fresh = CdcConfig.of(mysql, folder).with("schema.history.internal.file.filename", folder + "/second");
        try (ConnectStandIn connect = new ConnectStandIn(fresh).start()) {
            assertThatThrownBy(() -> connect.changes(5)).hasMessageContaining("zero.dates");
        }
    }

    private static void insert(MySqlDatabase mysql, int firstId) {
        mysql.execute(
                "SET time_zone = '+00:00'",
                "INSERT INTO t VALUES " + LEAST.formatted(firstId),
                "INSERT INTO t VALUES " + MOST.formatted(firstId + 1),
                "INSERT INTO t VALUES " + NOTHING.formatted(firstId + 2));
    }

    private static String typeOf(Schema schema) {
        return schema.name() == null ? schema.type().name() : schema.name();
    }

    /** By column, the id left out. */
    private static Map<String, String> cells(Change change) {
        Struct after = ((Struct) change.record().value()).getStruct("after");
        return after.schema().fields().stream()
                .filter(field -> !field.name().equals("id"))
                .collect(Collectors.toMap(Field::name, field -> cell(after.get(field))));
    }

    private static String cell(Object value) {
        if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return HexFormat.of().formatHex(copy);
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Struct struct) {
            return struct.schema().fields().stream()
                    .map(field -> cell(struct.get(field)))
                    .collect(Collectors.joining("|"));
        }
        return String.valueOf(value);
    }
}
