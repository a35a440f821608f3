package io.bendsync.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class TableRuleTest {
    private static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
    private static final Schema ROW = SchemaBuilder.struct()
            .name("shop.customers.Value")
            .field("id", Schema.INT32_SCHEMA)
            .field("email", Schema.STRING_SCHEMA)
            .field("phone", Schema.OPTIONAL_STRING_SCHEMA)
            .field("salary", Decimal.schema(2))
            .field("notes", Schema.OPTIONAL_STRING_SCHEMA)
            .field("status", Schema.STRING_SCHEMA)
            .optional()
            .build();
    private static final Schema SOURCE = SchemaBuilder.struct()
            .field("db", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.INT64_SCHEMA)
            .build();
    private static final Schema EVENT = SchemaBuilder.struct()
            .field("before", ROW)
            .field("after", ROW)
            .field("source", SOURCE)
            .field("op", Schema.STRING_SCHEMA)
            .build();
    private static final long WHEN = 1_700_000_000_000L;

    @Test
    void columnsAreLeftOutMaskedAndHashed() {
        SourceRecord sent = rule("exclude", "notes", "mask", "phone,salary", "hash", "email", "hash.secret", "s")
                .apply(polled(row(1, "paid")));

        Struct row = (Struct) sent.value();
        assertThat(row.schema().fields())
                .extracting(Field::name)
                .containsExactly("id", "email", "phone", "salary", "status");
        assertThat(row.get("phone")).isEqualTo("***");
        assertThat(row.get("salary")).isNull();
        // printf 'sann@example.com' | sha256sum
        assertThat(row.get("email")).isEqualTo("81d07cc99dd45a61df1f309544d05e00ccde5c2767be8613a589476f687759dc");
        assertThat(row.get("id")).isEqualTo(1);
        row.validate();
    }

    @Test
    void nullStaysNullUnderAMaskAndAHash() {
        Struct row = row(1, "paid").put("phone", null).put("notes", null);
        Struct sent = (Struct) rule("mask", "phone", "hash", "notes", "hash.secret", "s")
                .apply(polled(row))
                .value();
        assertThat(sent.get("phone")).isNull();
        assertThat(sent.get("notes")).isNull();
    }

    @Test
    void eventsAreEditedBeforeAndAfter() {
        SourceRecord sent =
                rule("exclude", "notes,email", "mask", "phone").apply(event("u", row(1, "open"), row(1, "paid")));
        Struct event = (Struct) sent.value();
        for (String part : new String[] {"before", "after"}) {
            assertThat(event.getStruct(part).schema().field("email")).isNull();
            assertThat(event.getStruct(part).get("phone")).isEqualTo("***");
        }
        assertThat(event.get("op")).isEqualTo("u");
        assertThat(event.getStruct("source").get("db")).isEqualTo("shop");
        event.validate();
    }

    @Test
    void aRowThatLeavesTheFilterIsRemovedAndOneThatNeverMetItIsNotSent() {
        TableRule<SourceRecord> rule = rule("filter", "status IN ('open')");
        assertThat(operation(rule.apply(event("c", null, row(1, "open"))))).isEqualTo("c");
        assertThat(rule.apply(event("c", null, row(1, "paid")))).isNull();
        assertThat(operation(rule.apply(event("u", row(1, "open"), row(1, "paid")))))
                .isEqualTo("d");
        assertThat(operation(rule.apply(event("u", row(1, "paid"), row(1, "open")))))
                .isEqualTo("u");
        assertThat(rule.apply(event("u", row(1, "paid"), row(1, "late")))).isNull();
        assertThat(operation(rule.apply(event("d", row(1, "open"), null)))).isEqualTo("d");
        assertThat(rule.apply(event("d", row(1, "paid"), null))).isNull();

        assertThat(rule.apply(polled(row(1, "open"))).value()).isNotNull();
        SourceRecord gone = rule.apply(polled(row(1, "paid")));
        assertThat(gone.value()).isNull();
        assertThat(((Struct) gone.key()).get("id")).isEqualTo(1);
        assertThat(rule("filter", "status IN ('open')", "filter.removals", "false")
                        .apply(polled(row(1, "paid"))))
                .isNull();
    }

    @Test
    void aSoftDeleteKeepsTheRowWithTheTimeOfItsDelete() {
        TableRule<SourceRecord> rule = rule("soft.delete.column", "_deleted_at");
        Struct there = ((Struct) rule.apply(event("c", null, row(1, "open"))).value()).getStruct("after");
        assertThat(there.get("_deleted_at")).isNull();

        Struct event = (Struct) rule.apply(event("d", row(1, "open"), null)).value();
        assertThat(event.get("op")).isEqualTo("u");
        assertThat(event.getStruct("after").get("_deleted_at"))
                .isEqualTo(Date.from(java.time.Instant.ofEpochMilli(WHEN)));
        assertThat(event.getStruct("after").get("status")).isEqualTo("open");

        Struct fromTombstone = (Struct) rule.apply(polled(null)).value();
        assertThat(fromTombstone.schema().fields()).extracting(Field::name).containsExactly("id", "_deleted_at");
        assertThat(fromTombstone.get("_deleted_at")).isNotNull();
        assertThat(rule.apply(event("t", null, null))).isNull();
    }

    @Test
    void shardsGoToOneTopicWithTheShardInRowAndKey() {
        TableRule<SourceRecord> rule =
                rule("topic", "orders", "shard.column", "shard", "shard.value", "database.table");
        for (SourceRecord record :
                new SourceRecord[] {polled(row(1, "open")), polled(null), event("c", null, row(1, "open"))}) {
            SourceRecord sent = rule.apply(record);
            assertThat(sent.topic()).isEqualTo("orders");
            assertThat(((Struct) sent.key()).get("shard")).isEqualTo("shop.customers");
            assertThat(((Struct) sent.key()).get("id")).isEqualTo(1);
        }
        assertThat(((Struct) rule.apply(polled(row(1, "open"))).value()).get("shard"))
                .isEqualTo("shop.customers");
        assertThat(rule.apply(event("t", null, null))).isNull();
        assertThat(rule("topic", "x").apply(event("t", null, null)).topic()).isEqualTo("x");
    }

    @Test
    void databasesOfOneNameOnSeveralServersStayApart() {
        SourceRecord sent = rule("topic", "orders", "shard.column", "shard", "shard.server", "berlin")
                .apply(polled(row(1, "open")));
        assertThat(((Struct) sent.key()).get("shard")).isEqualTo("berlin.shop");
        assertThat(((Struct) sent.value()).get("shard")).isEqualTo("berlin.shop");
    }

    @Test
    void aChosenKeyIsMadeOfTheRow() {
        Struct key = (Struct)
                rule("key", "status,email").apply(polled(row(1, "open"))).key();
        assertThat(key.schema().fields()).extracting(Field::name).containsExactly("status", "email");
        assertThat(key.get("email")).isEqualTo("ann@example.com");
        assertThatThrownBy(() -> rule("key", "status").apply(polled(null)))
                .hasMessage(
                        "table shop.customers: there is no column status in the removed row's key, which key names");
    }

    @Test
    void otherTablesAndOtherRecordsPass() {
        TableRule<SourceRecord> rule = rule("topic", "x", "mask", "phone");
        SourceRecord other =
                new SourceRecord(partition("shop.orders"), Map.of(), "orders", null, KEY, key(), ROW, row(1, "open"));
        assertThat(rule.apply(other)).isSameAs(other);
        SourceRecord heartbeat =
                new SourceRecord(Map.of("server", "shop"), Map.of(), "beat", null, KEY, key(), KEY, key());
        assertThat(rule.apply(heartbeat)).isSameAs(heartbeat);
    }

    @Test
    void namesThatTheTableHasNotAreToldAndNotPassedOver() {
        assertThatThrownBy(() -> rule("mask", "phon").apply(polled(row(1, "open"))))
                .hasMessage("table shop.customers: there is no column phon, which mask names");
        assertThatThrownBy(() -> rule("shard.column", "status").apply(polled(row(1, "open"))))
                .hasMessageContaining("has a column status of its own");
    }

    private static TableRule<SourceRecord> rule(String... settings) {
        Map<String, String> config = new HashMap<>(Map.of("tables", "shop\\.customers"));
        for (int i = 0; i < settings.length; i += 2) {
            config.put(settings[i], settings[i + 1]);
        }
        TableRule<SourceRecord> rule = new TableRule<>();
        rule.configure(config);
        return rule;
    }

    private static String operation(SourceRecord record) {
        return ((Struct) record.value()).getString("op");
    }

    private static Struct key() {
        return new Struct(KEY).put("id", 1);
    }

    @Test
    void changesOfTheTableItselfGoTheWayOfItsRows() {
        Schema schema = SchemaBuilder.struct()
                .name("io.bendsync.source.cdc.SchemaChange")
                .field("__schema_change", Schema.STRING_SCHEMA)
                .field("db", Schema.STRING_SCHEMA)
                .field("table", Schema.STRING_SCHEMA)
                .build();
        Struct dropped = new Struct(schema)
                .put("__schema_change", "drop_table")
                .put("db", "shop")
                .put("table", "customers");
        SourceRecord record = new SourceRecord(Map.of("server", "x"), Map.of(), "x.shop.customers", schema, dropped);

        SourceRecord sent = rule("topic", "people", "mask", "phone").apply(record);
        assertThat(sent.topic()).isEqualTo("people");
        assertThat(sent.value()).isEqualTo(dropped);
        assertThat(rule("topic", "people", "shard.column", "region", "shard.value", "database")
                        .apply(record))
                .as("other tables' rows stand beside its own")
                .isNull();
    }

    private static Struct row(int id, String status) {
        return new Struct(ROW)
                .put("id", id)
                .put("email", "ann@example.com")
                .put("phone", "555-1")
                .put("salary", new BigDecimal("10.50"))
                .put("notes", "n")
                .put("status", status);
    }

    private static Map<String, String> partition(String table) {
        return Map.of("table", table, "protocol", "1");
    }

    private static SourceRecord polled(Struct row) {
        return new SourceRecord(
                partition("shop.customers"), Map.of(), "customers", null, KEY, key(), row == null ? null : ROW, row);
    }

    private static SourceRecord event(String operation, Struct before, Struct after) {
        Struct source =
                new Struct(SOURCE).put("db", "shop").put("table", "customers").put("ts_ms", WHEN);
        Struct event = new Struct(EVENT)
                .put("before", before)
                .put("after", after)
                .put("source", source)
                .put("op", operation);
        return new SourceRecord(Map.of("server", "p"), Map.of(), "p.shop.customers", null, KEY, key(), EVENT, event);
    }
}
