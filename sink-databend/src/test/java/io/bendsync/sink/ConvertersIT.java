package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.apicurio.registry.utils.converter.AvroConverter;
import io.apicurio.registry.utils.converter.ExtJsonConverter;
import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.StackExtension;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever converter the worker has: rows that went through bytes and back by converters with a schema registry. */
@ExtendWith(StackExtension.class)
class ConvertersIT {
    private static final Schema LINE = SchemaBuilder.struct()
            .name("shop.Line")
            .field("sku", Schema.STRING_SCHEMA)
            .field("count", Schema.OPTIONAL_INT32_SCHEMA)
            .build();
    private static final Schema ROW = SchemaBuilder.struct()
            .name("shop.Order")
            .field("id", Schema.INT32_SCHEMA)
            .field("note", Schema.OPTIONAL_STRING_SCHEMA)
            .field("small", Schema.INT16_SCHEMA)
            .field("big", Schema.INT64_SCHEMA)
            .field("rate", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .field("paid", Schema.BOOLEAN_SCHEMA)
            .field("data", Schema.OPTIONAL_BYTES_SCHEMA)
            .field(
                    "amount",
                    Decimal.builder(2)
                            .parameter("connect.decimal.precision", "12")
                            .build())
            .field("at", Timestamp.SCHEMA)
            .field("lines", SchemaBuilder.array(LINE).build())
            .field(
                    "labels",
                    SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA)
                            .build())
            .build();

    private static Struct row(int id) {
        return new Struct(ROW)
                .put("id", id)
                .put("note", id == 1 ? "größer 😀" : null)
                .put("small", Short.MIN_VALUE)
                .put("big", Long.MAX_VALUE)
                .put("rate", 0.1)
                .put("paid", true)
                .put("data", new byte[] {0, (byte) 0xff})
                .put("amount", new BigDecimal("1234567890.12"))
                .put("at", java.util.Date.from(Instant.parse("2024-02-29T23:59:59.999Z")))
                .put(
                        "lines",
                        Arrays.asList(
                                new Struct(LINE).put("sku", "a").put("count", 3), new Struct(LINE).put("sku", "b")))
                .put("labels", Map.of("k", "v"));
    }

    @Test
    void rowsInAvroArriveWhole(DatabendDatabase databend) {
        arriveWhole(databend, new AvroConverter<>(), new AvroConverter<>());
    }

    @Test
    void rowsInJsonWithTheirSchemaInARegistryArriveWhole(DatabendDatabase databend) {
        arriveWhole(databend, new ExtJsonConverter(), new ExtJsonConverter());
    }

    private static void arriveWhole(DatabendDatabase databend, Converter keys, Converter values) {
        try (SchemaRegistry registry = new SchemaRegistry()) {
            // Each its own, because these converters write into what they are given.
            keys.configure(settings(registry), true);
            values.configure(settings(registry), false);
            SinkHarness.Log log = new SinkHarness.Log();
            for (int id = 1; id <= 2; id++) {
                SchemaAndValue key = throughBytes(keys, Rows.KEY, Rows.key(id));
                SchemaAndValue value = throughBytes(values, ROW, row(id));
                log.add("t", key.schema(), key.value(), value.schema(), value.value());
            }
            SchemaAndValue gone = throughBytes(keys, Rows.KEY, Rows.key(2));
            for (String nesting : List.of("variant", "native")) {
                Map<String, String> config = SinkHarness.config(
                        databend, "nested.types", nesting, "name", nesting, "table.name.format", nesting);
                config.put("delete.enabled", "true");
                log.committed.clear();
                try (SinkHarness sink = SinkHarness.start(log, config, "t")) {
                    sink.drain();
                    assertThat(databend.query("SELECT id FROM `" + nesting + "`"))
                            .hasSizeGreaterThan(0);
                }
            }
            log.add("t", gone.schema(), gone.value(), null, null);
            try (SinkHarness sink = SinkHarness.start(
                    log,
                    SinkHarness.config(
                            databend, "name", "variant", "table.name.format", "variant", "delete.enabled", "true"),
                    "t")) {
                sink.drain();
            }
        }
        assertThat(databend.query("SELECT id, note, small, big, rate, paid, to_hex(data), amount, to_string(at),"
                        + " lines[0]['count']::INT, lines[1]['sku']::STRING, labels['k']::STRING FROM `variant`"))
                .containsExactly(List.of(
                        "1",
                        "größer 😀",
                        "-32768",
                        "9223372036854775807",
                        "0.1",
                        "true",
                        "00ff",
                        "1234567890.12",
                        "2024-02-29 23:59:59.999000",
                        "3",
                        "b",
                        "v"));
        assertThat(databend.query(
                        "SELECT id, lines[1].2, lines[2].1, lines[2].2, labels['k'] FROM `native` ORDER BY id"))
                .containsExactly(List.of("1", "3", "b", "NULL", "v"), List.of("2", "3", "b", "NULL", "v"));
    }

    private static Map<String, String> settings(SchemaRegistry registry) {
        return new HashMap<>(
                Map.of("apicurio.registry.url", registry.url(), "apicurio.registry.auto-register", "true"));
    }

    private static SchemaAndValue throughBytes(Converter converter, Schema schema, Object value) {
        RecordHeaders headers = new RecordHeaders();
        byte[] bytes = converter.fromConnectData("t", headers, schema, value);
        return converter.toConnectData("t", headers, bytes);
    }
}
