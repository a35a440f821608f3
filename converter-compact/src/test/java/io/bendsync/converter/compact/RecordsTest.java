package io.bendsync.converter.compact;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;

/** Records as pipelines have them: their size, nulls and defaults, schemas in turn, threads, JSON from before. */
class RecordsTest {

    private final CompactConverter converter = Converters.values();

    @Test
    void nothingIsNothingBothWays() {
        assertThat(converter.fromConnectData("orders", null, null)).isNull();
        assertThat(converter.toConnectData("orders", null)).isEqualTo(SchemaAndValue.NULL);
    }

    @Test
    void rowOfTenColumnsIsSmall() {
        byte[] record = converter.fromConnectData("orders", TenColumns.SCHEMA, TenColumns.row(4711));
        assertThat(record).hasSizeLessThan(160);
    }

    @Test
    void columnsAsSourcesDescribeThemTakeFewBytes() {
        Schema table = table(10);
        assertThat(converter.fromConnectData("orders", table, new Struct(table)))
                .hasSizeLessThan(200);
        Schema envelope = SchemaBuilder.struct()
                .field("before", table)
                .field("after", table)
                .build();
        Struct change = new Struct(envelope).put("before", new Struct(table)).put("after", new Struct(table));
        assertThat(converter.fromConnectData("orders", envelope, change))
                .as("the same schema twice is written once")
                .hasSizeLessThan(200);
        Schema wide = table(100);
        assertThat(converter.fromConnectData("orders", wide, new Struct(wide))).hasSizeLessThan(700);
    }

    private static Schema table(int columns) {
        SchemaBuilder table = SchemaBuilder.struct().name("shop.orders.Value");
        for (int i = 0; i < columns; i++) {
            table.field(
                    "column_" + i,
                    SchemaBuilder.string()
                            .optional()
                            .parameter("__debezium.source.column.type", "VARCHAR")
                            .parameter("__debezium.source.column.length", Integer.toString(100 + i))
                            .parameter("__debezium.source.column.name", "column_" + i)
                            .build());
        }
        return table.build();
    }

    @Test
    void keysAreNotCompressedForWhichBytesThatGivesDependsOnJavasBuild() {
        CompactConverter keys = new CompactConverter();
        keys.configure(Map.of(), true);
        Schema wide = table(100);
        byte[] key = keys.fromConnectData("orders", wide, new Struct(wide));
        assertThat(key[1] & 1).isZero();
        assertThat(converter.fromConnectData("orders", wide, new Struct(wide))[1] & 1)
                .isOne();
        assertThat(converter.toConnectData("orders", key)).isEqualTo(new SchemaAndValue(wide, new Struct(wide)));
    }

    @Test
    void nullStaysNullWhereThereIsADefault() {
        Schema schema = SchemaBuilder.struct()
                .field("a", SchemaBuilder.string().optional().defaultValue("x").build())
                .field("b", SchemaBuilder.int32().defaultValue(7).build())
                .build();
        Struct row = new Struct(schema).put("a", null);
        Struct read = (Struct) converter
                .toConnectData("orders", converter.fromConnectData("orders", schema, row))
                .value();
        assertThat(read.getWithoutDefault("a")).isNull();
        assertThat(read.getWithoutDefault("b")).isNull();
        assertThat(read.get("b")).isEqualTo(7);
        assertThat(read).isEqualTo(row);
    }

    @Test
    void nullOfASchemaIsARecordWithTheSchema() {
        byte[] record = converter.fromConnectData("orders", Schema.OPTIONAL_STRING_SCHEMA, null);
        assertThat(converter.toConnectData("orders", record))
                .isEqualTo(new SchemaAndValue(Schema.OPTIONAL_STRING_SCHEMA, null));
    }

    @Test
    void decimalsAtTheEdgesOfTheirTwoForms() {
        for (String digits : List.of(
                "0",
                "-1",
                "999999999999999999",
                "-999999999999999999",
                "1000000000000000000",
                "9223372036854775807",
                "-9223372036854775808",
                "9223372036854775808",
                "1" + "0".repeat(64))) {
            for (int scale : List.of(0, 2, 30, -3)) {
                BigDecimal decimal = new BigDecimal(new java.math.BigInteger(digits), scale);
                Schema schema = Decimal.schema(scale);
                assertThat(converter.toConnectData("orders", converter.fromConnectData("orders", schema, decimal)))
                        .isEqualTo(new SchemaAndValue(schema, decimal));
            }
        }
    }

    @Test
    void structsCanBeDefaults() {
        Schema own = SchemaBuilder.struct().field("a", Schema.INT32_SCHEMA).build();
        Schema schema = new ConnectSchema(
                Schema.Type.STRUCT,
                true,
                new Struct(own).put("a", 5),
                null,
                null,
                null,
                null,
                own.fields(),
                null,
                null);
        byte[] record = converter.fromConnectData("orders", schema, null);
        SchemaAndValue read = converter.toConnectData("orders", record);
        assertThat(Same.describe(read.schema())).isEqualTo(Same.describe(schema));
        assertThat(read.value()).isNull();
    }

    @Test
    void equalSchemasHaveTheSameBytesWhicheverObjectsTheyAreOf() {
        byte[] shared = Converters.values().fromConnectData("orders", keys(new byte[] {1}, true), null);
        byte[] apart = Converters.values().fromConnectData("orders", keys(new byte[] {1}, false), null);
        assertThat(shared).isEqualTo(apart);
    }

    private static Schema keys(byte[] defaultValue, boolean shared) {
        Schema first = SchemaBuilder.bytes().defaultValue(defaultValue).build();
        Schema second = shared
                ? first
                : SchemaBuilder.bytes().defaultValue(defaultValue.clone()).build();
        return SchemaBuilder.struct()
                .optional()
                .field("a", first)
                .field("b", second)
                .build();
    }

    @Test
    void buildersServeAsSchemasAndMayChange() {
        SchemaBuilder builder = SchemaBuilder.string();
        byte[] before = converter.fromConnectData("orders", builder, "x");
        builder.name("named").optional();
        byte[] after = converter.fromConnectData("orders", builder, "x");
        assertThat(converter.toConnectData("orders", before).schema()).isEqualTo(Schema.STRING_SCHEMA);
        assertThat(converter.toConnectData("orders", after).schema()).isEqualTo(builder.build());
    }

    @Test
    void elementsWithoutBytesOfTheirOwnAreCounted() {
        Schema empty = SchemaBuilder.struct().build();
        Schema schema = SchemaBuilder.array(empty).build();
        List<Struct> value = Collections.nCopies(1000, new Struct(empty));
        assertThat(converter
                        .toConnectData("orders", converter.fromConnectData("orders", schema, value))
                        .value())
                .isEqualTo(value);
    }

    @Test
    void jsonFromBeforeIsStillRead() {
        try (JsonConverter json = new JsonConverter()) {
            json.configure(Map.of(), false);
            Struct row = TenColumns.row(4711);
            byte[] record = json.fromConnectData("orders", TenColumns.SCHEMA, row);
            assertThat(converter.toConnectData("orders", record)).isEqualTo(new SchemaAndValue(TenColumns.SCHEMA, row));
        }
    }

    @Test
    void jsonIsReadByItsOwnSettings() {
        byte[] bare = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        assertThat(Converters.values(Map.of("schemas.enable", "false"))
                        .toConnectData("orders", bare)
                        .value())
                .isEqualTo(Map.of("a", 1L));
        byte[] withDefault = "{\"schema\":{\"type\":\"int32\",\"optional\":true,\"default\":7},\"payload\":null}"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(converter.toConnectData("orders", withDefault).value()).isEqualTo(7);
        assertThat(Converters.values(Map.of("replace.null.with.default", "false"))
                        .toConnectData("orders", withDefault)
                        .value())
                .isNull();
    }

    @Test
    void valuesOfMapsMayBeNull() {
        Schema schema = SchemaBuilder.map(Schema.OPTIONAL_INT32_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA)
                .optional()
                .build();
        Map<Object, Object> map = new java.util.HashMap<>();
        map.put(null, "x");
        map.put(1, null);
        assertThat(converter.toConnectData("orders", converter.fromConnectData("orders", schema, map)))
                .isEqualTo(new SchemaAndValue(schema, map));
        Object plain = Arrays.asList(map, null);
        assertThat(converter
                        .toConnectData("orders", converter.fromConnectData("orders", null, plain))
                        .value())
                .isEqualTo(plain);
    }

    @Test
    void threadsMayShareOneConverter() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int thread = t;
                ends.add(threads.submit(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        Schema schema = i % 2 == 0 ? TenColumns.SCHEMA : Schema.STRING_SCHEMA;
                        Object value = i % 2 == 0 ? TenColumns.row(thread * 10_000 + i) : "text " + thread + i;
                        byte[] record = converter.fromConnectData("orders", schema, value);
                        assertThat(converter.toConnectData("orders", record).value())
                                .isEqualTo(value);
                    }
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
