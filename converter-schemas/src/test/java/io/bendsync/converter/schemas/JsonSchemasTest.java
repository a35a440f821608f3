package io.bendsync.converter.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the documents and records look like, and those of others. */
class JsonSchemasTest {

    private final FakeRegistry registry = new FakeRegistry();
    private final JsonSchemaConverter converter = new JsonSchemaConverter();

    @BeforeEach
    void configure() {
        converter.configure(Map.of("schema.registry.url", registry.url()), false);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void documentIsTheStandardsWithConfluentsWordsAndTheRecordPlainJson() {
        Schema schema = SchemaBuilder.struct()
                .name("shop.orders.Value")
                .field("price", Decimal.schema(2))
                .field("id", Schema.INT64_SCHEMA)
                .field("note", Schema.OPTIONAL_STRING_SCHEMA)
                .field("image", Schema.OPTIONAL_BYTES_SCHEMA)
                .build();
        byte[] record = converter.fromConnectData(
                "orders",
                schema,
                new Struct(schema)
                        .put("price", new BigDecimal("12345678901234567890.50"))
                        .put("id", Long.MAX_VALUE)
                        .put("image", new byte[] {1, -1}));
        assertThat(new String(record, 5, record.length - 5, StandardCharsets.UTF_8))
                .isEqualTo("{\"price\":12345678901234567890.50,\"id\":9223372036854775807,\"note\":null,"
                        + "\"image\":\"Af8=\"}");
        assertThat(registry.texts("orders-value"))
                .containsExactly("{\"$schema\":\"http://json-schema.org/draft-07/schema#\","
                        + "\"title\":\"shop.orders.Value\",\"type\":\"object\",\"properties\":{"
                        + "\"id\":{\"type\":\"integer\",\"connect.type\":\"int64\",\"connect.index\":1},"
                        + "\"image\":{\"oneOf\":[{\"type\":\"null\"},{\"type\":\"string\",\"connect.type\":\"bytes\"}],"
                        + "\"connect.index\":3},"
                        + "\"note\":{\"oneOf\":[{\"type\":\"null\"},{\"type\":\"string\"}],\"connect.index\":2},"
                        + "\"price\":{\"title\":\"org.apache.kafka.connect.data.Decimal\",\"type\":\"number\","
                        + "\"connect.type\":\"bytes\",\"connect.version\":1,\"connect.parameters\":{\"scale\":\"2\"},"
                        + "\"connect.index\":0}},\"required\":[\"id\",\"price\"]}");
    }

    @Test
    void documentsOfOthersAreRead() {
        int id = registry.add("orders-value", "JSON", """
                {"type": "object", "title": "Order", "required": ["id"], "properties": {
                  "id": {"type": "integer"},
                  "note": {"type": ["string", "null"]},
                  "state": {"enum": ["new", "paid"]},
                  "tags": {"type": "array", "items": {"type": "string"}},
                  "more": {"type": "object", "additionalProperties": {"type": "number"}},
                  "day": {"type": "integer", "title": "org.apache.kafka.connect.data.Date", "connect.type": "int32"}}}
                """, Map.of());
        Struct order =
                (Struct) converter.toConnectData("orders", record(id, """
                {"unknown": {"a": [1]}, "more": {"x": 1.5}, "id": 7, "state": "paid", "tags": ["a"], "day": 1}
                """)).value();
        assertThat(order.schema().field("id").schema()).isEqualTo(Schema.INT64_SCHEMA);
        assertThat(order.schema().field("note").schema()).isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
        assertThat(order.getInt64("id")).isEqualTo(7);
        assertThat(order.get("note")).isNull();
        assertThat(order.getString("state")).isEqualTo("paid");
        assertThat(order.getArray("tags")).isEqualTo(List.of("a"));
        assertThat(order.getMap("more")).isEqualTo(Map.of("x", 1.5));
        assertThat(order.get("day")).isEqualTo(Date.toLogical(Date.SCHEMA, 1));
        assertThatThrownBy(() -> converter.toConnectData("orders", record(id, "{}")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("field id: missing");
        assertThatThrownBy(() -> converter.toConnectData("orders", record(id, "{\"id\": \"secret\"}")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("field id")
                .hasMessageNotContaining("secret");
    }

    @Test
    void confluentsBase64DecimalsAreRead() {
        int id = registry.add(
                "prices-value",
                "JSON",
                "{\"type\":\"string\",\"title\":\"org.apache.kafka.connect.data.Decimal\",\"connect.type\":\"bytes\","
                        + "\"connect.version\":1,\"connect.parameters\":{\"scale\":\"2\"}}",
                Map.of());
        assertThat(converter.toConnectData("prices", record(id, "\"AJY=\"")).value())
                .isEqualTo(new BigDecimal("1.50"));
    }

    @Test
    void documentsThatConnectHasNoSchemaForAreRefused() {
        Map.of(
                        "{\"oneOf\":[{\"type\":\"string\"},{\"type\":\"integer\"}]}", "choice of 2",
                        "{\"$ref\":\"#/definitions/a\"}", "does not follow",
                        "{\"type\":[\"string\",\"integer\"]}", "several types",
                        "{\"type\":\"array\"}", "elements",
                        "{}", "for which Connect has none",
                        "{", "not JSON")
                .forEach((text, says) -> {
                    int id = registry.add("a-value", "JSON", text, Map.of());
                    assertThatThrownBy(() -> converter.toConnectData("a", record(id, "1")))
                            .isInstanceOf(DataException.class)
                            .hasMessageContaining(says);
                });
    }

    private static byte[] record(int id, String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(5 + text.length)
                .put((byte) 0)
                .putInt(id)
                .put(text)
                .array();
    }
}
