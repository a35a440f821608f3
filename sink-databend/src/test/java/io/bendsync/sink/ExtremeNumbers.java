package io.bendsync.sink;

import static io.bendsync.sink.ExtremeValues.NULL;
import static io.bendsync.sink.ExtremeValues.plain;
import static io.bendsync.sink.ExtremeValues.source;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** The numbers among the {@link ExtremeValues}. */
final class ExtremeNumbers {
    private ExtremeNumbers() {}

    static List<TypeCase> all() {
        List<TypeCase> cases = new ArrayList<>();
        cases.add(plain(
                "TINYINT",
                source(Schema.Type.INT8, "TINYINT"),
                "TINYINT",
                Arrays.asList((byte) -128, (byte) 127, null),
                "-128",
                "127",
                NULL));
        cases.add(plain(
                "TINYINT UNSIGNED",
                source(Schema.Type.INT16, "TINYINT UNSIGNED"),
                "TINYINT UNSIGNED",
                Arrays.asList((short) 0, (short) 255, null),
                "0",
                "255",
                NULL));
        cases.add(plain(
                "SMALLINT",
                Schema.OPTIONAL_INT16_SCHEMA,
                "SMALLINT",
                List.of(Short.MIN_VALUE, Short.MAX_VALUE),
                "-32768",
                "32767"));
        cases.add(plain(
                "SMALLINT UNSIGNED",
                source(Schema.Type.INT32, "SMALLINT UNSIGNED"),
                "SMALLINT UNSIGNED",
                List.of(0, 65535),
                "0",
                "65535"));
        cases.add(plain(
                "MEDIUMINT UNSIGNED",
                source(Schema.Type.INT32, "MEDIUMINT UNSIGNED"),
                "INT UNSIGNED",
                List.of(0, 16777215),
                "0",
                "16777215"));
        cases.add(plain(
                "INT",
                Schema.OPTIONAL_INT32_SCHEMA,
                "INT",
                List.of(Integer.MIN_VALUE, Integer.MAX_VALUE),
                "-2147483648",
                "2147483647"));
        cases.add(plain(
                "INT UNSIGNED",
                source(Schema.Type.INT64, "INT UNSIGNED"),
                "INT UNSIGNED",
                List.of(0L, 4294967295L),
                "0",
                "4294967295"));
        cases.add(plain(
                "BIGINT",
                Schema.OPTIONAL_INT64_SCHEMA,
                "BIGINT",
                List.of(Long.MIN_VALUE, Long.MAX_VALUE),
                "-9223372036854775808",
                "9223372036854775807"));
        cases.add(plain(
                "BIGINT UNSIGNED",
                Decimal.builder(0)
                        .optional()
                        .parameter("__debezium.source.column.type", "BIGINT UNSIGNED")
                        .build(),
                "BIGINT UNSIGNED",
                Arrays.asList(BigDecimal.ZERO, new BigDecimal("18446744073709551615"), null),
                "0",
                "18446744073709551615",
                NULL));
        // With 39 digits and more the engine of the tests bends a column by itself where values repeat within a block
        // (INSERT INTO t SELECT 9…9 FROM numbers(20) shows it), so the test below has those alone.
        for (int precision : new int[] {1, 9, 10, 18, 19, 38}) {
            String nines = "9".repeat(precision);
            cases.add(plain(
                    "DECIMAL(" + precision + ",0)",
                    Decimal.builder(0)
                            .optional()
                            .parameter("connect.decimal.precision", "" + precision)
                            .build(),
                    "DECIMAL(" + precision + ", 0)",
                    List.of(new BigDecimal(nines), new BigDecimal("-" + nines)),
                    nines,
                    "-" + nines));
        }
        cases.add(plain(
                "FLOAT",
                Schema.OPTIONAL_FLOAT32_SCHEMA,
                "FLOAT",
                Arrays.asList(Float.NaN, Float.POSITIVE_INFINITY, 1.5f, null),
                "NaN",
                "Infinity",
                "1.5",
                NULL));
        cases.add(new TypeCase(
                "FLOAT extremes",
                Schema.OPTIONAL_FLOAT32_SCHEMA,
                "FLOAT",
                List.of(Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, Float.NEGATIVE_INFINITY),
                "CASE WHEN %s::DOUBLE = 3.4028234663852886e38 THEN 'greatest' WHEN %1$s::DOUBLE = -3.4028234663852886e38"
                        + " THEN 'least' WHEN %1$s::DOUBLE = 1.401298464324817e-45 THEN 'smallest'"
                        + " ELSE to_string(%1$s) END",
                List.of("greatest", "least", "smallest", "-inf")));
        cases.add(plain(
                "DOUBLE",
                Schema.OPTIONAL_FLOAT64_SCHEMA,
                "DOUBLE",
                Arrays.asList(Double.NaN, Double.NEGATIVE_INFINITY, 0.1, null),
                "NaN",
                "-Infinity",
                "0.1",
                NULL));
        cases.add(new TypeCase(
                "DOUBLE extremes",
                Schema.OPTIONAL_FLOAT64_SCHEMA,
                "DOUBLE",
                List.of(Double.MAX_VALUE, Double.MIN_VALUE, -Double.MAX_VALUE),
                "%s = 1.7976931348623157e308 OR %1$s = 5e-324 OR %1$s = -1.7976931348623157e308",
                List.of("true", "true", "true")));
        cases.add(plain(
                "BIT(1)",
                Schema.OPTIONAL_BOOLEAN_SCHEMA,
                "BOOLEAN",
                Arrays.asList(true, false, null),
                "true",
                "false",
                NULL));
        cases.add(plain(
                "BIT(64)",
                SchemaBuilder.bytes()
                        .name("io.debezium.data.Bits")
                        .parameter("length", "64")
                        .optional()
                        .build(),
                "BIGINT UNSIGNED",
                List.of(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1}, new byte[] {2, 1}),
                "18446744073709551615",
                "258"));
        return cases;
    }
}
