package io.bendsync.converter.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

/** Values that do not fit their schema: refused with topic, place and type, and never with the value. */
@SuppressWarnings("JavaUtilDate") // the class of Connect's logical types
class RefusalsTest {

    private final CompactConverter converter = Converters.values();

    @Test
    void valuesOfAnotherClassAreRefused() {
        refuses(Schema.INT32_SCHEMA, 987_654_321L, "expected java.lang.Integer, got java.lang.Long");
        refuses(Schema.INT64_SCHEMA, 987_654_321, "expected java.lang.Long, got java.lang.Integer");
        refuses(Schema.STRING_SCHEMA, CharBuffer.wrap("987"), "expected java.lang.String, got");
        refuses(Schema.BYTES_SCHEMA, "987", "expected byte[] or java.nio.ByteBuffer, got java.lang.String");
        refuses(SchemaBuilder.array(Schema.INT8_SCHEMA).build(), 987, "expected java.util.List");
        refuses(Time.SCHEMA, 987, "expected java.util.Date, got java.lang.Integer");
        refuses(Decimal.schema(2), 987.1, "expected java.math.BigDecimal, got java.lang.Double");
    }

    @Test
    void logicalTypesRefuseWhatTheyCannotHold() {
        refuses(Decimal.schema(2), new BigDecimal("987.123"), "of scale 2, got one of 3");
        refuses(Time.SCHEMA, new Date(86_400_987L), "within the first day of 1970");
        refuses(org.apache.kafka.connect.data.Date.SCHEMA, new Date(987), "at midnight UTC");
        refuses(
                org.apache.kafka.connect.data.Date.SCHEMA,
                new Date(86_400_000L * (Integer.MAX_VALUE + 1L)),
                "within 32 bits of days");
        refuses(
                SchemaBuilder.bytes().name(Decimal.LOGICAL_NAME).build(),
                BigDecimal.ONE,
                "a schema of a Decimal without its scale");
    }

    @Test
    void placeIsNamed() {
        Schema line = SchemaBuilder.struct()
                .field("price", Decimal.schema(2))
                .field("count", Schema.INT32_SCHEMA)
                .build();
        Schema order = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("lines", SchemaBuilder.array(line).build())
                .field(
                        "notes",
                        SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA)
                                .optional()
                                .build())
                .build();
        List<Struct> lines = new ArrayList<>();
        Struct value = new Struct(order).put("id", 1L).put("lines", lines);
        lines.add(new Struct(line).put("price", new BigDecimal("9.87")).put("count", 1));
        lines.add(new Struct(line).put("price", new BigDecimal("9.87")));
        refuses(
                order,
                value,
                "topic orders: a record cannot be written: field lines[1].count: expected a value, got null");
        lines.remove(1);
        Map<Object, Object> notes = new java.util.HashMap<>();
        value.put("notes", notes);
        notes.put("987", 987);
        refuses(order, value, "field notes[value]: expected java.lang.String, got java.lang.Integer");
    }

    @Test
    void structsOfAnotherSchemaAreRefused() {
        Schema schema = SchemaBuilder.struct().field("a", Schema.INT32_SCHEMA).build();
        Schema other = SchemaBuilder.struct().field("a", Schema.INT64_SCHEMA).build();
        refuses(schema, new Struct(other).put("a", 987L), "expected a Struct of its schema, got one of another");
        Schema equal = SchemaBuilder.struct().field("a", Schema.INT32_SCHEMA).build();
        byte[] record = converter.fromConnectData("orders", schema, new Struct(equal).put("a", 1));
        assertThat(converter.toConnectData("orders", record).value()).isEqualTo(new Struct(schema).put("a", 1));
    }

    @Test
    void halfASurrogatePairIsRefusedWhereverItStands() {
        for (String text : List.of("\uD83D", "\uDE00", "9\uD83D", "\uDE00\uD83D", "ä\uD83Dx", "\uD83D\uDE00\uDE00")) {
            for (int repeat : List.of(1, 20, 300)) {
                for (String half : List.of(text, "9".repeat(repeat) + text, text + "9".repeat(repeat))) {
                    refuses(Schema.STRING_SCHEMA, half, "half a surrogate pair");
                    refuses(null, half, "half a surrogate pair");
                    refuses(SchemaBuilder.string().doc(half).build(), "", "half a surrogate pair");
                }
            }
        }
    }

    @Test
    void nullIsRefusedWhereItCannotBe() {
        refuses(Schema.STRING_SCHEMA, null, "expected a value, got null");
        refuses(
                SchemaBuilder.array(Schema.STRING_SCHEMA).build(),
                Collections.singletonList(null),
                "field [0]: expected a value, got null");
    }

    @Test
    void withoutASchemaOnlyWhatConnectKnowsIsWritten() {
        refuses(null, new Object(), "expected what Kafka Connect knows without a schema, got java.lang.Object");
        refuses(null, List.of(1, CharBuffer.wrap("987")), "field [1]: expected what Kafka Connect knows");
        refuses(null, Map.of("987", Thread.State.NEW), "field [entry]: expected what");
    }

    @Test
    void schemasThatAreNoneAreRefused() {
        refuses(new ConnectSchema(Schema.Type.ARRAY), List.of(), "a schema without one for its keys or elements");
        refuses(
                new ConnectSchema(Schema.Type.INT32, false, "987", null, null, null),
                1,
                "field [default]: expected java.lang.Integer, got java.lang.String");
    }

    private void refuses(Schema schema, Object value, String problem) {
        assertThatThrownBy(() -> converter.fromConnectData("orders", schema, value))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("topic orders: ")
                .hasMessageContaining(problem)
                .message()
                .doesNotContain("987");
    }
}
