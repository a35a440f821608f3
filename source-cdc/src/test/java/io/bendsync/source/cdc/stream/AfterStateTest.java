package io.bendsync.source.cdc.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AfterStateTest {

    private static final Schema SOURCE = SchemaBuilder.struct()
            .field("db", Schema.STRING_SCHEMA)
            .field("table", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    private static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();

    private final AfterState afterState = new AfterState("demo");

    @ParameterizedTest
    @ValueSource(strings = {"c", "u", "r"})
    void writesBecomeTheRowAfterThem(String op) {
        SourceRecord event = event("demo.shop.orders", "shop", "orders", "name", op);

        SourceRecord bare = of(event);

        Struct after = ((Struct) event.value()).getStruct("after");
        assertThat(bare.value()).isSameAs(after);
        assertThat(bare.valueSchema()).isSameAs(after.schema());
        assertThat(bare.key()).isSameAs(event.key());
        assertThat(bare.keySchema()).isSameAs(event.keySchema());
        assertThat(bare.topic()).isEqualTo("demo.shop.orders");
        // The very object: Debezium and the first load know their records by it.
        assertThat(bare.sourceOffset()).isSameAs(event.sourceOffset());
        assertThat(bare.sourcePartition()).isSameAs(event.sourcePartition());
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "t", "m"})
    void whatABareRowCannotSayStaysAnEvent(String op) {
        SourceRecord event = event("demo.shop.orders", "shop", "orders", "name", op);

        assertThat(of(event)).isSameAs(event);
    }

    @Test
    void tombstonesAndOtherRecordsStay() {
        SourceRecord tombstone = new SourceRecord(Map.of(), Map.of(), "demo.shop.orders", KEY, key(), null, null);
        Schema other = SchemaBuilder.struct().field("ddl", Schema.STRING_SCHEMA).build();
        SourceRecord schemaChange = new SourceRecord(
                Map.of(), Map.of(), "demo", null, null, other, new Struct(other).put("ddl", "ALTER TABLE"));

        assertThat(afterState.of(List.of(tombstone, schemaChange))).containsExactly(tombstone, schemaChange);
    }

    /** The sink takes the table from the topic where the record does not say it: only if it would find the same. */
    @ParameterizedTest
    @CsvSource({
        "demo.shop.order_items, shop, order items",
        "demo.shop.a.b,         shop, a.b",
        "demo.my.shop.orders,   my.shop, orders",
        "orders,                shop, orders",
        "other.shop.orders,     shop, orders"
    })
    void eventsOfTablesThatTheirTopicDoesNotTellStay(String topic, String database, String table) {
        SourceRecord event = event(topic, database, table, "name", "c");

        assertThat(of(event)).isSameAs(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"__deleted", "__table", "__schema_change"})
    void eventsOfTablesWithAColumnThatABareRowGivesAMeaningStay(String column) {
        SourceRecord event = event("demo.shop.orders", "shop", "orders", column, "c");

        assertThat(of(event)).isSameAs(event);
    }

    @Test
    void aTablesNewStructureIsLookedAtAnew() {
        assertThat(of(event("demo.shop.orders", "shop", "orders", "name", "c"))
                        .valueSchema()
                        .field("name"))
                .isNotNull();

        SourceRecord altered = event("demo.shop.orders", "shop", "orders", "__deleted", "c");

        assertThat(of(altered)).isSameAs(altered);
    }

    private SourceRecord of(SourceRecord record) {
        return afterState.of(List.of(record)).get(0);
    }

    private static Struct key() {
        return new Struct(KEY).put("id", 1L);
    }

    private static SourceRecord event(String topic, String database, String table, String column, String op) {
        Schema row = SchemaBuilder.struct()
                .optional()
                .field("id", Schema.INT64_SCHEMA)
                .field(column, Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        Schema envelope = SchemaBuilder.struct()
                .field("before", row)
                .field("after", row)
                .field("source", SOURCE)
                .field("op", Schema.STRING_SCHEMA)
                .build();
        Struct value = new Struct(envelope)
                .put("source", new Struct(SOURCE).put("db", database).put("table", table))
                .put("op", op);
        if (!op.equals("d")) {
            value.put("after", new Struct(row).put("id", 1L).put(column, "a"));
        }
        return new SourceRecord(Map.of("server", "demo"), Map.of("pos", 4), topic, null, KEY, key(), envelope, value);
    }
}
