package io.bendsync.converter.compact;

import static io.bendsync.converter.compact.Converters.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Date;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

/** Format v1 as it is for good: topics hold records of it, and their keys' bytes decide on partitions. */
@SuppressWarnings("JavaUtilDate") // the class of Connect's logical types
class FormatTest {

    private final CompactConverter converter = Converters.values();

    @Test
    void wordsAreThoseOfV1() throws Exception {
        byte[] words = resource();
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(words)))
                .as("the words of format v1 never change: others need another format")
                .isEqualTo("e5a396dbef071a6fba3bb28c526898efa143556c49f78cc6987b59a6a0c4f0e8");
        assertThat(new HashSet<>(words())).hasSameSizeAs(words());
    }

    @Test
    void rowIsWrittenInTheseBytes() {
        String record = """
                b194012b0e6f72646572730a570312637573746f6d65720259179503178d03f8020d0201095f0e776569676874150a70
                6169641608646179720f02106368616e6765647313020c70686f746f1800ce498e0b095a6fc3ab2034373131196c696e
                650a627265616b2c202271756f7465222c20f09f98809c9301408267000000000000ce49cee9abfef9620467010203
                """;
        Struct row = TenColumns.row(4711);
        assertThat(converter.fromConnectData("orders", TenColumns.SCHEMA, row)).isEqualTo(bytes(record));
        assertThat(converter.toConnectData("orders", bytes(record)))
                .isEqualTo(new SchemaAndValue(TenColumns.SCHEMA, row));
    }

    @Test
    void allThatASchemaSaysIsWrittenInTheseBytes() {
        Schema point = SchemaBuilder.struct()
                .name("io.debezium.data.geometry.Point")
                .version(1)
                .optional()
                .doc("Zoë's")
                .field("x", Schema.FLOAT64_SCHEMA)
                .field("y", Schema.OPTIONAL_FLOAT32_SCHEMA)
                .build();
        Schema schema = SchemaBuilder.struct()
                .field(
                        "n",
                        SchemaBuilder.int16()
                                .defaultValue((short) -7)
                                .parameter("__debezium.source.column.type", "SMALLINT UNSIGNED")
                                .parameter("none", null)
                                .build())
                .field("at", SchemaBuilder.array(point).build())
                .field(
                        "by",
                        SchemaBuilder.map(Schema.OPTIONAL_STRING_SCHEMA, point).build())
                .build();
        Struct value = new Struct(schema)
                .put("at", List.of(new Struct(point).put("x", -0.0)))
                .put("by", Map.of("k", new Struct(point).put("x", 1.5).put("y", 2.5f)));
        String record = """
                b15e0b03046e81060201e7010a6e6f6e65000d06617409fb01cf01020e5a6fc3ab277302d50105d701140662790a170f
                010101010180000000000000000101016b01003ff800000000000040200000
                """;
        assertThat(converter.fromConnectData("orders", schema, value)).isEqualTo(bytes(record));
        assertThat(converter.toConnectData("orders", bytes(record))).isEqualTo(new SchemaAndValue(schema, value));
    }

    @Test
    void compressedSchemaIsReadWhicheverZlibWroteIt() {
        Schema schema = SchemaBuilder.struct()
                .field("a", Schema.OPTIONAL_STRING_SCHEMA)
                .field("aaaaaaaaaaaaaaaaaaaa", Schema.INT64_SCHEMA)
                .build();
        // Once as zlib compresses it, once as one block that is not compressed.
        String compressed = "b1 17 e366624914d74ac4029801 00 0178 02";
        String stored = "b1 41 01 1b00 e4ff 0b02 0461 17 2a 6161616161616161616161616161616161616161 03 00 0178 02";
        for (String record : List.of(compressed, stored)) {
            assertThat(converter.toConnectData("orders", bytes(record)))
                    .isEqualTo(new SchemaAndValue(
                            schema, new Struct(schema).put("a", "x").put("aaaaaaaaaaaaaaaaaaaa", 1L)));
        }
    }

    @Test
    void valuesWithoutSchemaAreWrittenInTheseBytes() {
        List<Object> value = java.util.Arrays.asList(
                null,
                false,
                true,
                (byte) -1,
                (short) 300,
                -70_000,
                Long.MIN_VALUE,
                1.5f,
                -0.0,
                "ä",
                new byte[] {1},
                new java.math.BigDecimal("-1.50"),
                new java.math.BigInteger("128"),
                new Date(1),
                List.of(),
                Map.of("k", 0L));
        String record = """
                b1000e10000102030104d80405dfc50806ffffffffffffffffff01073fc000000880000000000000000902c3a40a0101
                0b0402ff6a0c0200800d020e000f0109016b0600
                """;
        assertThat(converter.fromConnectData("orders", null, value)).isEqualTo(bytes(record));
        assertThat(Same.describe(
                        converter.toConnectData("orders", bytes(record)).value()))
                .isEqualTo(Same.describe(value));
    }

    static List<String> words() {
        try {
            return new String(resource(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] resource() throws IOException {
        try (InputStream in = CompactConverter.class.getResourceAsStream("schema/words-v1.txt")) {
            return in.readAllBytes();
        }
    }
}
