package io.bendsync.converter.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import io.bendsync.converter.schemas.protobuf.file.ProtoFiles;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the .proto files look like, how they change, and those of others. */
@SuppressWarnings("JavaUtilDate") // the class of Connect's logical types
class ProtobufSchemasTest {

    private final FakeRegistry registry = new FakeRegistry();
    private final ProtobufConverter converter = new ProtobufConverter();

    @BeforeEach
    void configure() {
        converter.configure(Map.of("schema.registry.url", registry.url()), false);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private static SchemaBuilder row(String... fields) {
        SchemaBuilder row = SchemaBuilder.struct().name("shop.orders.Value");
        Arrays.stream(fields).forEach(field -> row.field(field, Schema.OPTIONAL_STRING_SCHEMA));
        return row;
    }

    private byte[] write(Schema schema) {
        Struct struct = new Struct(schema);
        schema.fields().forEach(field -> struct.put(field, field.schema().type() == Schema.Type.INT32 ? 7 : "x"));
        return converter.fromConnectData("orders", schema, struct);
    }

    private List<String> numbers() {
        List<String> texts = registry.texts("orders-value");
        Descriptor message = ProtoFiles.parse(texts.get(texts.size() - 1), name -> null)
                .getMessageTypes()
                .get(0);
        return message.getFields().stream()
                .map(field -> field.getName() + "=" + field.getNumber())
                .toList();
    }

    @Test
    void theFileReadsLikeOneWrittenByHand() {
        Schema schema = SchemaBuilder.struct()
                .name("shop.orders.Value")
                .field("id", Schema.INT64_SCHEMA)
                .field("small", SchemaBuilder.int16().doc("how many").build())
                .field("größe €", Schema.OPTIONAL_FLOAT64_SCHEMA)
                .field(
                        "price",
                        Decimal.builder(2)
                                .optional()
                                .parameter("connect.decimal.precision", "9")
                                .build())
                .build();
        converter.fromConnectData(
                "orders",
                schema,
                new Struct(schema).put("id", 1L).put("small", (short) 2).put("price", new BigDecimal("1.50")));
        assertThat(registry.texts("orders-value")).containsExactly("""
                syntax = "proto3";
                package shop.orders;

                import "confluent/meta.proto";
                import "confluent/type/decimal.proto";

                option (confluent.file_meta) = {
                  params: [
                    {key: "bendsync.format", value: "1"}
                  ]
                };

                message Value {
                  option (confluent.message_meta) = {
                    params: [
                      {key: "connect.name", value: "shop.orders.Value"}
                    ]
                  };
                  int64 id = 1;
                  int32 small = 2 [(confluent.field_meta) = {
                    doc: "how many",
                    params: [
                      {key: "connect.type", value: "int16"}
                    ]
                  }];
                  optional double gr_xf6_xdfe_x20_x20ac = 3 [(confluent.field_meta) = {
                    params: [
                      {key: "connect.field", value: "gr%c3%b6%c3%9fe %e2%82%ac"}
                    ]
                  }];
                  optional .confluent.type.Decimal price = 4 [(confluent.field_meta) = {
                    params: [
                      {key: "connect.version", value: "1"},
                      {key: "scale", value: "2"},
                      {key: "precision", value: "9"}
                    ]
                  }];
                }
                """);
    }

    /** Protobuf's own classes read what ours wrote, by the file alone. */
    @Test
    void theBytesAreProtobufs() throws Exception {
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT32_SCHEMA)
                .field("names", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
                .field("counts", SchemaBuilder.array(Schema.INT64_SCHEMA).build())
                .field("price", Decimal.schema(2))
                .field("long", Schema.STRING_SCHEMA)
                .build();
        Struct row = new Struct(schema)
                .put("id", -1)
                .put("names", List.of("a", "ü"))
                .put("counts", List.of(1L, Long.MIN_VALUE))
                .put("price", new BigDecimal("-1.50"))
                .put("long", "x".repeat(300));
        byte[] record = converter.fromConnectData("orders", schema, row);
        Descriptor message = ProtoFiles.parse(registry.texts("orders-value").get(0), name -> null)
                .getMessageTypes()
                .get(0);
        assertThat(record).startsWith(0, 0, 0, 0, 1, 0);
        DynamicMessage read = DynamicMessage.parseFrom(message, Arrays.copyOfRange(record, 6, record.length));
        assertThat(read.getUnknownFields().asMap()).isEmpty();
        assertThat(get(read, "id")).isEqualTo(-1);
        assertThat(get(read, "names")).isEqualTo(List.of("a", "ü"));
        assertThat(get(read, "counts")).isEqualTo(List.of(1L, Long.MIN_VALUE));
        assertThat(get(read, "long")).isEqualTo("x".repeat(300));
        assertThat(get(read, "price").toString()).contains("precision: 3", "scale: 2");
        assertThat(read.toByteArray()).isEqualTo(Arrays.copyOfRange(record, 6, record.length));
    }

    private static Object get(DynamicMessage message, String field) {
        FieldDescriptor descriptor = message.getDescriptorForType().findFieldByName(field);
        return message.getField(descriptor);
    }

    @Test
    void fieldsKeepTheirNumbersWhenColumnsComeAndGo() {
        write(row("a", "b", "c").build());
        assertThat(numbers()).containsExactly("a=1", "b=2", "c=3");
        write(row("a", "new", "c").build());
        assertThat(numbers()).containsExactly("a=1", "new=4", "c=3");
        assertThat(registry.texts("orders-value").get(1)).contains("reserved 2;");
        write(row("a", "b", "c", "d").build());
        assertThat(numbers()).containsExactly("a=1", "b=2", "c=3", "d=5");
    }

    @Test
    void fieldOfAnotherTypeGetsAnotherNumber() {
        write(row("a", "b").build());
        write(row("a").field("b", Schema.INT32_SCHEMA).build());
        assertThat(numbers()).containsExactly("a=1", "b=3");
    }

    @Test
    void schemasThatTakeTurnsEndInTheSameVersionsAfterARestart() {
        for (int start = 0; start < 4; start++) {
            configure();
            write(row("a", "b").build());
            write(row("a", "c").build());
        }
        assertThat(registry.texts("orders-value")).hasSize(3);
    }

    @Test
    void recordsOfEarlierVersionsAreReadByTheirOwn() {
        byte[] first = write(row("a", "b").build());
        byte[] second = write(row("b", "c").build());
        configure();
        assertThat(((Struct) converter.toConnectData("orders", first).value()).getString("a"))
                .isEqualTo("x");
        assertThat(converter.toConnectData("orders", second).schema())
                .isEqualTo(row("b", "c").build());
    }

    @Test
    void filesOfOthersAreRead() {
        registry.add("common-value", "PROTOBUF", """
                syntax = "proto3";
                package common;
                message Place { string city = 1; }
                """, Map.of());
        int id = registry.add("orders-value", "PROTOBUF", """
                syntax = "proto3";
                package shop;
                import "common.proto";
                import "google/protobuf/timestamp.proto";
                import "google/protobuf/wrappers.proto";
                message Other { int32 x = 1; }
                message Order {
                  enum State { NEW = 0; PAID = 1; }
                  uint32 id = 1;
                  optional string note = 2;
                  State state = 3;
                  common.Place place = 4;
                  oneof contact { string mail = 5; sint64 phone = 6; }
                  map<string, double> prices = 7;
                  repeated int32 packed = 8;
                  google.protobuf.Timestamp at = 9;
                  google.protobuf.Int64Value count = 10;
                }
                """, Map.of("common.proto", "common-value"));
        // Message 1 of the file; id 4294967295, state PAID, place {city: "B"}, phone -2, packed [1, 2] one by one and
        // in one.
        byte[] record = bytes(
                0, 0, 0, 0, id, 2, 2, 0x08, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x18, 1, 0x22, 3, 0x0a, 1, 'B', 0x30, 3, 0x40,
                1, 0x42, 1, 2, 0x52, 2, 0x08, 5, 0x4a, 2, 0x08, 1);
        Struct order = (Struct) converter.toConnectData("orders", record).value();
        assertThat(order.schema().name()).isEqualTo("shop.Order");
        assertThat(order.getInt64("id")).isEqualTo(4294967295L);
        assertThat(order.getString("note")).isNull();
        assertThat(order.getString("state")).isEqualTo("PAID");
        assertThat(order.getStruct("place").getString("city")).isEqualTo("B");
        assertThat(order.getString("mail")).isNull();
        assertThat(order.getInt64("phone")).isEqualTo(-2);
        assertThat(order.getMap("prices")).isEmpty();
        assertThat(order.getArray("packed")).containsExactly(1, 2);
        assertThat(((java.util.Date) order.get("at")).getTime()).isEqualTo(1000);
        assertThat(order.getInt64("count")).isEqualTo(5);
    }

    @Test
    void filesThatConnectHasNoSchemaForAreRefused() {
        int self = registry.add(
                "a-value", "PROTOBUF", "syntax = \"proto3\"; message Tree { repeated Tree twigs = 1; }", Map.of());
        assertThatThrownBy(() -> converter.toConnectData("a", bytes(0, 0, 0, 0, self, 0)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("contains itself");
        int broken = registry.add("a-value", "PROTOBUF", "message {", Map.of());
        assertThatThrownBy(() -> converter.toConnectData("a", bytes(0, 0, 0, 0, broken, 0)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("not a .proto file");
        int lost = registry.add("a-value", "PROTOBUF", "import \"lost.proto\"; message A {}", Map.of());
        assertThatThrownBy(() -> converter.toConnectData("a", bytes(0, 0, 0, 0, lost, 0)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("imports lost.proto");
        int few = registry.add("a-value", "PROTOBUF", "message A {}", Map.of());
        assertThatThrownBy(() -> converter.toConnectData("a", bytes(0, 0, 0, 0, few, 2, 6)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("message [3]");
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
