package io.bendsync.sink;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** Every type of the record contract with its extreme values: what is sent, and what Databend has to show. */
final class ExtremeValues {
    static final String NULL = "NULL";

    static Schema source(Schema.Type type, String source) {
        return new SchemaBuilder(type)
                .optional()
                .parameter("__debezium.source.column.type", source)
                .build();
    }

    static Schema named(Schema.Type type, String name) {
        return new SchemaBuilder(type).name(name).optional().build();
    }

    static TypeCase plain(String name, Schema schema, String column, List<?> values, String... shown) {
        return new TypeCase(name, schema, column, values, "%s", List.of(shown));
    }

    private static long micros(int year, int month, int day, int hour, int minute, int second, int micros) {
        return LocalDateTime.of(year, month, day, hour, minute, second).toEpochSecond(ZoneOffset.UTC) * 1_000_000
                + micros;
    }

    private ExtremeValues() {}

    static List<TypeCase> all() {
        return Stream.of(ExtremeNumbers.all(), textsAndBytes(), times(), documentsAndShapes())
                .flatMap(List::stream)
                .toList();
    }

    private static List<TypeCase> textsAndBytes() {
        List<TypeCase> cases = new ArrayList<>();
        cases.add(new TypeCase(
                "VARCHAR",
                Schema.OPTIONAL_STRING_SCHEMA,
                "VARCHAR",
                Arrays.asList("", null, "NULL", "\\N", "a\0b", "😀 Größe 漢字", "'\"`\\\n\t,;", " lead and trail "),
                "coalesce(hex(%s), 'is null')",
                List.of(
                        "",
                        "is null",
                        "4e554c4c",
                        "5c4e",
                        "610062",
                        hex("😀 Größe 漢字"),
                        hex("'\"`\\\n\t,;"),
                        hex(" lead and trail "))));
        cases.add(new TypeCase(
                "long VARCHAR",
                Schema.OPTIONAL_STRING_SCHEMA,
                "VARCHAR",
                List.of("ä".repeat(2_000_000)),
                "length(%s)",
                List.of("2000000")));
        cases.add(plain(
                "ENUM", named(Schema.Type.STRING, "io.debezium.data.Enum"), "VARCHAR", List.of("small"), "small"));
        cases.add(new TypeCase(
                "VARBINARY",
                Schema.OPTIONAL_BYTES_SCHEMA,
                "BINARY",
                Arrays.asList(new byte[0], null, new byte[] {0, -1, 127, -128}, ByteBuffer.wrap(new byte[] {1, 2})),
                "coalesce(to_hex(%s), 'is null')",
                List.of("", "is null", "00ff7f80", "0102")));
        return cases;
    }

    @SuppressWarnings("JavaUtilDate") // What Connect's own types are made of.
    private static List<TypeCase> times() {
        List<TypeCase> cases = new ArrayList<>();
        cases.add(plain(
                "DATE",
                org.apache.kafka.connect.data.Date.builder().optional().build(),
                "DATE",
                Arrays.asList(date(1, 1, 1), date(1969, 12, 31), date(9999, 12, 31), null),
                "0001-01-01",
                "1969-12-31",
                "9999-12-31",
                NULL));
        cases.add(plain(
                "Debezium Date",
                named(Schema.Type.INT32, "io.debezium.time.Date"),
                "DATE",
                List.of(-1, 19_000),
                "1969-12-31",
                "2022-01-08"));
        cases.add(plain(
                "YEAR",
                named(Schema.Type.INT32, "io.debezium.time.Year"),
                "SMALLINT UNSIGNED",
                List.of(0, 1901, 2155),
                "0",
                "1901",
                "2155"));
        cases.add(plain(
                "DATETIME(3)",
                Timestamp.builder().optional().build(),
                "TIMESTAMP",
                Arrays.asList(Date.from(Instant.ofEpochMilli(-1)), null),
                "1969-12-31 23:59:59.999000",
                NULL));
        cases.add(plain(
                "DATETIME(6)",
                named(Schema.Type.INT64, "io.debezium.time.MicroTimestamp"),
                "TIMESTAMP",
                Arrays.asList(micros(1, 1, 1, 0, 0, 0, 0), micros(9999, 12, 31, 23, 59, 59, 999_999), -1L, null),
                "0001-01-01 00:00:00.000000",
                "9999-12-31 23:59:59.999999",
                "1969-12-31 23:59:59.999999",
                NULL));
        cases.add(plain(
                "Debezium Timestamp",
                named(Schema.Type.INT64, "io.debezium.time.Timestamp"),
                "TIMESTAMP",
                List.of(1_700_000_000_123L),
                "2023-11-14 22:13:20.123000"));
        cases.add(plain(
                "Debezium NanoTimestamp",
                named(Schema.Type.INT64, "io.debezium.time.NanoTimestamp"),
                "TIMESTAMP",
                List.of(1_700_000_000_123_456_000L),
                "2023-11-14 22:13:20.123456"));
        cases.add(plain(
                "TIMESTAMP(6)",
                named(Schema.Type.STRING, "io.debezium.time.ZonedTimestamp"),
                "TIMESTAMP",
                List.of("2024-02-29T23:59:59.123456Z", "2024-02-29T23:59:59+02:00"),
                "2024-02-29 23:59:59.123456",
                "2024-02-29 21:59:59.000000"));
        cases.add(plain(
                "TIME(6)",
                named(Schema.Type.INT64, "io.debezium.time.MicroTime"),
                "VARCHAR",
                Arrays.asList(-3_020_399_999_999L, 3_020_399_000_001L, 0L, null),
                "-838:59:59.999999",
                "838:59:59.000001",
                "00:00:00.000000",
                NULL));
        cases.add(plain(
                "Connect Time",
                Time.builder().optional().build(),
                "VARCHAR",
                List.of(Date.from(Instant.ofEpochMilli(86_399_999))),
                "23:59:59.999000"));
        return cases;
    }

    private static List<TypeCase> documentsAndShapes() {
        List<TypeCase> cases = new ArrayList<>();
        cases.add(new TypeCase(
                "JSON",
                named(Schema.Type.STRING, "io.debezium.data.Json"),
                "VARIANT",
                Arrays.asList("{\"a\": [1, null, \"x\"], \"big\": 18446744073709551615}", "null", "\"\"", null),
                "concat(if(%s IS NULL, 'none', json_typeof(%1$s)), ' ', coalesce(to_string(%1$s), ''))",
                List.of(
                        "OBJECT {\"a\":[1,null,\"x\"],\"big\":18446744073709551615}",
                        "NULL_VALUE ",
                        "STRING ",
                        "none ")));
        cases.add(plain(
                "SET",
                named(Schema.Type.STRING, "io.debezium.data.EnumSet"),
                "VARCHAR",
                Arrays.asList("", "a", "a,b c,d'e", null),
                "",
                "a",
                "a,b c,d'e",
                NULL));
        cases.add(geometry());
        cases.add(new TypeCase(
                "VECTOR(3)",
                SchemaBuilder.array(Schema.FLOAT32_SCHEMA)
                        .name("io.debezium.data.FloatVector")
                        .parameter("__debezium.source.column.length", "3")
                        .optional()
                        .build(),
                "VECTOR(3)",
                Arrays.asList(List.of(1f, -2.5f, 0f), null),
                "%s",
                List.of("[1.0,-2.5,0.0]", NULL)));
        Schema inner = SchemaBuilder.struct()
                .field("x", Schema.INT32_SCHEMA)
                .optional()
                .build();
        cases.add(new TypeCase(
                "nested Struct",
                inner,
                "VARIANT",
                Arrays.asList(new Struct(inner).put("x", 7), null),
                "to_string(%s)",
                List.of("{\"x\":7}", NULL)));
        cases.add(new TypeCase(
                "Map",
                SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.FLOAT64_SCHEMA)
                        .optional()
                        .build(),
                "VARIANT",
                List.of(Map.of("k'\"", 1.5)),
                "to_string(%s)",
                List.of("{\"k'\\\"\":1.5}")));
        cases.add(new TypeCase(
                "Array",
                SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).optional().build(),
                "VARIANT",
                List.of(Arrays.asList("a", null)),
                "to_string(%s)",
                List.of("[\"a\",null]")));
        return cases;
    }

    private static TypeCase geometry() {
        Schema schema = SchemaBuilder.struct()
                .name("io.debezium.data.geometry.Geometry")
                .field("wkb", Schema.BYTES_SCHEMA)
                .field("srid", Schema.OPTIONAL_INT32_SCHEMA)
                .optional()
                .build();
        byte[] point = ByteBuffer.allocate(21)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .put((byte) 1)
                .putInt(1)
                .putDouble(1.5)
                .putDouble(-2)
                .array();
        return new TypeCase(
                "GEOMETRY",
                schema,
                "GEOMETRY",
                Arrays.asList(
                        new Struct(schema).put("wkb", point).put("srid", 4326),
                        new Struct(schema).put("wkb", point),
                        null),
                "st_asewkt(%s)",
                List.of("SRID=4326;POINT(1.5 -2)", "POINT(1.5 -2)", NULL));
    }

    @SuppressWarnings("JavaUtilDate") // What Connect's own types are made of.
    private static Date date(int year, int month, int day) {
        return Date.from(
                LocalDate.of(year, month, day).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
