package io.bendsync.converter.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON as others write it, against every type: each payload is read as Kafka's converter reads it. */
class NumbersAndTextsTest {

    private static final List<String> TYPES = List.of(
            "{\"type\":\"int8\",\"optional\":true}",
            "{\"type\":\"int16\",\"optional\":false}",
            "{\"type\":\"int32\",\"optional\":true,\"default\":7}",
            "{\"type\":\"int64\"}",
            "{\"type\":\"float\"}",
            "{\"type\":\"double\",\"optional\":true}",
            "{\"type\":\"boolean\"}",
            "{\"type\":\"string\"}",
            "{\"type\":\"bytes\"}",
            "{\"type\":\"bytes\",\"name\":\"org.apache.kafka.connect.data.Decimal\",\"parameters\":{\"scale\":\"2\"}}",
            "{\"type\":\"bytes\",\"name\":\"org.apache.kafka.connect.data.Decimal\",\"parameters\":{\"scale\":\"x\"}}",
            "{\"type\":\"bytes\",\"name\":\"org.apache.kafka.connect.data.Decimal\"}",
            "{\"type\":\"int32\",\"name\":\"org.apache.kafka.connect.data.Date\"}",
            "{\"type\":\"int32\",\"name\":\"org.apache.kafka.connect.data.Time\"}",
            "{\"type\":\"int64\",\"name\":\"org.apache.kafka.connect.data.Timestamp\"}",
            "{\"type\":\"string\",\"name\":\"org.apache.kafka.connect.data.Date\"}",
            "{\"type\":\"array\",\"items\":{\"type\":\"int32\",\"optional\":true}}",
            "{\"type\":\"map\",\"keys\":{\"type\":\"string\"},\"values\":{\"type\":\"double\",\"optional\":true}}",
            "{\"type\":\"map\",\"keys\":{\"type\":\"int32\"},\"values\":{\"type\":\"string\"}}",
            "{\"type\":\"struct\",\"fields\":[{\"type\":\"int32\",\"field\":\"a\"},"
                    + "{\"type\":\"string\",\"optional\":true,\"default\":\"d\",\"field\":\"b\"},"
                    + "{\"type\":\"double\",\"optional\":true,\"field\":\"c\\\"q\"}]}",
            "{\"type\":\"nonsense\"}",
            "null");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "7",
                "-7",
                "007",
                "-007",
                "00",
                "127",
                "128",
                "-129",
                "32768",
                "2147483647",
                "2147483648",
                "9223372036854775807",
                "-9223372036854775808",
                "9223372036854775808",
                "123456789012345678901234567890",
                "0.0",
                "-0.0",
                "1.5",
                "-1.50",
                "1.",
                ".5",
                "+1",
                "1e5",
                "1E+5",
                "-1e-5",
                "1e400",
                "-1e-400",
                "0e0",
                "-0e3",
                "1e99999999999",
                "9007199254740993.0",
                "0.1",
                "3.4028236e38",
                "1.17549435E-38",
                "86400000",
                "86400001",
                "-1",
                "123456789.123456789123456789123456789",
                "1.7976931348623157E308",
                "4.9E-324",
                "9007199254740992.5",
                "16777217.0",
                "0.30000000000000004",
                "1_0",
                "0x10",
                "NaN",
                "Infinity",
                "\"NaN\"",
                "\"\"",
                "\"x\"",
                "\"AQ==\"",
                "\"AQ\"",
                "\"AQ=\"",
                "\"AR==\"",
                "\"A===\"",
                "\"AQID\"",
                "\"AQ ID\"",
                "\"AQI-\"",
                "\"\\u0041QID\"",
                "\"a\\u0000b\"",
                "\"\\ud83d\\ude00\"",
                "\"\\ud83d\"",
                "\"\\u12\"",
                "\"\\x\"",
                "\"tab\there\"",
                "\"ä€😀\"",
                "\"\uFFFD\"",
                "\"\\/\\b\\f\\n\\r\\t\\\"\\\\\"",
                "true",
                "false",
                "null",
                "tru",
                "truex",
                "nul",
                "[]",
                "[1,2,null]",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[[]]",
                "[[1,\"a\"]]",
                "[[1,\"a\"],[1,\"b\"]]",
                "[[1]]",
                "[[1,\"a\",2]]",
                "{}",
                "{\"x\":1.5}",
                "{\"x\":1,\"x\":2}",
                "{\"x\":null}",
                "{x:1}",
                "{\"x\" : 1 , \"y\" : 2 }",
                "{\"x\":1,}",
                "{\"a\":1}",
                "{\"a\":1,\"b\":\"t\"}",
                "{\"b\":\"t\",\"a\":1}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"c\\\"q\":2.5}",
                "{\"a\":1,\"c\\u0022q\":2.5}",
                "{\"a\":1,\"z\":2}",
                "{\"b\":\"t\"}",
                "{\"a\":null}",
                "{\"\\u0061\":1}",
                "{ \"a\" : 1 }",
                "\"unfinished",
                "[",
                "{",
                "{\"a\"",
                "{\"a\":",
                "1 2",
                "1}",
                ""
            })
    void everyTypeReadsItAlike(String payload) {
        Pair enveloped = Pair.of(Map.of());
        for (String type : TYPES) {
            byte[] good = bytes("{\"schema\":" + type + ",\"payload\":" + usual(type) + "}");
            assertThat(enveloped.weRead(good)).isEqualTo(enveloped.theyRead(good));
            for (String tail : List.of("}", " }", "} ", "}}", ",\"payload\":1}", ",\"schema\":null}", "}x", "")) {
                byte[] record = bytes("{\"schema\":" + type + ",\"payload\":" + payload + tail);
                assertThat(enveloped.weRead(record))
                        .as("%s as %s", payload, type)
                        .isEqualTo(enveloped.theyRead(record));
            }
            if (!type.contains("nonsense")) {
                Pair fixed = Pair.of(Map.of("schema.content", type));
                fixed.weRead(bytes(usual(type)));
                assertThat(fixed.weRead(bytes(payload)))
                        .as("%s fixed as %s", payload, type)
                        .isEqualTo(fixed.theyRead(bytes(payload)));
            }
        }
        Pair bare = Pair.of(Map.of("schemas.enable", "false"));
        bare.weRead(bytes("1"));
        assertThat(bare.weRead(bytes(payload))).isEqualTo(bare.theyRead(bytes(payload)));
    }

    /** A payload that every type of ours reads, if not all without error. */
    private static String usual(String type) {
        if (type.contains("struct")) {
            return "{\"a\":1}";
        }
        if (type.contains("\"array\"") || type.contains("\"map\",\"keys\":{\"type\":\"int32\"")) {
            return "[]";
        }
        return type.contains("\"map\"") ? "{}" : type.contains("string") ? "\"\"" : "1";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schema\":null,\"payload\":1}",
                "{ \"schema\":null,\"payload\":1}",
                "{\"payload\":1,\"schema\":null}",
                "{\"schema\":{\"type\":\"int32\"},\"payload\":1,\"more\":2}",
                "{\"schema\":{\"type\":\"int32\"}}",
                "[]",
                "{\"schema\":{\"type\":\"int32\"},\"schema\":{\"type\":\"string\"},\"payload\":\"x\"}",
                "{\"schema\":{\"type\":\"int32\"},\"payload\":1,\"schema\":{\"type\":\"string\"}}",
                "{\"schema\":{\"type\":\"map\",\"keys\":{\"type\":\"string\"},\"values\":{\"type\":\"string\"},"
                        + "\"default\":{\"a\":\"b\",\"payload\":\"c\"}},\"payload\":{\"k\":\"v\"}}",
                "{\"schema\":{\"type\":\"int32\",\"parameters\":{\"a\":\"b\",\"payload\":\"c\"}},\"payload\":5}"
            })
    void unusualEnvelopesAreReadAlikeAgainAndAgain(String record) {
        Pair pair = Pair.of(Map.of());
        for (int i = 0; i < 3; i++) {
            assertThat(pair.weRead(bytes(record))).isEqualTo(pair.theyRead(bytes(record)));
        }
    }

    @Test
    void nestingWithoutEndFailsAlike() {
        Pair pair = Pair.of(Map.of("schemas.enable", "false"));
        for (int depth : List.of(10, 499, 500, 501, 999, 1000, 1001, 5000)) {
            byte[] record = bytes("[".repeat(depth) + "]".repeat(depth));
            assertThat(pair.weRead(record)).as("depth %d", depth).isEqualTo(pair.theyRead(record));
            Object nested = "x";
            for (int i = 0; i < Math.min(depth, 1001); i++) {
                nested = List.of(nested);
            }
            Object value = nested;
            assertThat(pair.weWrite(null, value)).as("depth %d", depth).isEqualTo(pair.theyWrite(null, value));
        }
    }

    @Test
    void longTextsAreTheSame() {
        Pair pair = Pair.of(Map.of());
        for (String text :
                List.of("x".repeat(3_000_000), "ä".repeat(100_000), "\n".repeat(100_000), "😀".repeat(9_999))) {
            byte[] record = pair.theirs().fromConnectData("topic", Schema.STRING_SCHEMA, text);
            assertThat(pair.ours().fromConnectData("topic", Schema.STRING_SCHEMA, text))
                    .isEqualTo(record);
            assertThat(pair.ours().toConnectData("topic", record).value()).isEqualTo(text);
        }
    }

    @Test
    void missingFieldsOfAStructFailAlike() {
        Schema schema = org.apache.kafka.connect.data.SchemaBuilder.struct()
                .field("needed", Schema.INT32_SCHEMA)
                .build();
        Pair pair = Pair.of(Map.of());
        assertThat(pair.weWrite(schema, new Struct(schema)))
                .isEqualTo(pair.theyWrite(schema, new Struct(schema)))
                .satisfies(outcome -> assertThat(outcome.isError()).isTrue());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
