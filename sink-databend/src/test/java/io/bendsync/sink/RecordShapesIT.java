package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.StackExtension;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever form a change comes in, the table ends up as the source's is. */
@ExtendWith(StackExtension.class)
class RecordShapesIT {
    private static final Schema OPTIONAL_ROW = SchemaBuilder.struct()
            .optional()
            .field("id", Schema.INT32_SCHEMA)
            .field("name", Schema.OPTIONAL_STRING_SCHEMA)
            .field("amount", Schema.OPTIONAL_INT64_SCHEMA)
            .build();
    private static final Schema SOURCE = SchemaBuilder.struct()
            .field("db", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .build();
    private static final Schema ENVELOPE = SchemaBuilder.struct()
            .name("server.shop.orders.Envelope")
            .field("before", OPTIONAL_ROW)
            .field("after", OPTIONAL_ROW)
            .field("source", SOURCE)
            .field("op", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    static Struct row(int id, String name) {
        return new Struct(OPTIONAL_ROW).put("id", id).put("name", name).put("amount", 1L);
    }

    /** A change event of the topic server.shop.orders. */
    static void event(SinkHarness.Log log, String op, int id, Struct before, Struct after) {
        Struct envelope = new Struct(ENVELOPE)
                .put("op", op)
                .put("before", before)
                .put("after", after)
                .put("source", new Struct(SOURCE).put("db", "shop").put("table", "orders"));
        boolean truncate = op.equals("t");
        log.add("server.shop.orders", truncate ? null : Rows.KEY, truncate ? null : Rows.key(id), ENVELOPE, envelope);
    }

    @Test
    void debeziumEventsOfEveryKindAreApplied(DatabendDatabase databend) {
        Map<String, String> config =
                SinkHarness.config(databend, "delete.enabled", "true", "table.name.format", "${source.table}");
        SinkHarness.Log log = new SinkHarness.Log();
        event(log, "r", 1, null, row(1, "read"));
        event(log, "r", 2, null, row(2, "read"));
        event(log, "c", 3, null, row(3, "created"));
        event(log, "u", 1, row(1, "read"), row(1, "updated"));
        event(log, "d", 2, row(2, "read"), null);
        log.add("server.shop.orders", Rows.KEY, Rows.key(2), null, null); // the tombstone after each delete
        try (SinkHarness sink = SinkHarness.start(log, config, "server.shop.orders")) {
            sink.drain();
            assertThat(databend.query("SELECT id, name FROM orders ORDER BY id"))
                    .containsExactly(List.of("1", "updated"), List.of("3", "created"));

            // A changed primary key comes as a delete of the old and a create of the new.
            event(log, "d", 3, row(3, "created"), null);
            log.add("server.shop.orders", Rows.KEY, Rows.key(3), null, null);
            event(log, "c", 30, null, row(30, "moved"));
            // Deleted and inserted again within one batch.
            event(log, "d", 1, row(1, "updated"), null);
            event(log, "c", 1, null, row(1, "again"));
            sink.drain();
            assertThat(databend.query("SELECT id, name FROM orders ORDER BY id"))
                    .containsExactly(List.of("1", "again"), List.of("30", "moved"));

            event(log, "c", 4, null, row(4, "before the truncation"));
            event(log, "t", 0, null, null);
            event(log, "c", 5, null, row(5, "after it"));
            sink.drain();
            assertThat(databend.query("SELECT id, name FROM orders")).containsExactly(List.of("5", "after it"));
        }
    }

    @Test
    void debeziumDeletesFindTheirRowByWhatItWasBeforeWhereTheKeyIsInTheValue(DatabendDatabase databend) {
        Map<String, String> config =
                SinkHarness.config(databend, "delete.enabled", "true", "pk.mode", "record_value", "pk.fields", "id");
        SinkHarness.Log log = new SinkHarness.Log();
        event(log, "c", 1, null, row(1, "a"));
        event(log, "c", 2, null, row(2, "b"));
        event(log, "d", 1, row(1, "a"), null);
        log.add("server.shop.orders", Rows.KEY, Rows.key(1), null, null);
        try (SinkHarness sink = SinkHarness.start(log, config, "server.shop.orders")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT id FROM `server.shop.orders`")).containsExactly(List.of("2"));
    }

    @Test
    void unwrappedRowsAreDeletedByTheirMarker(DatabendDatabase databend) {
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT32_SCHEMA)
                .field("name", Schema.OPTIONAL_STRING_SCHEMA)
                .field("__deleted", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        SinkHarness.Log log = new SinkHarness.Log();
        for (int id = 1; id <= 2; id++) {
            log.add(
                    "t",
                    Rows.KEY,
                    Rows.key(id),
                    schema,
                    new Struct(schema).put("id", id).put("name", "n").put("__deleted", "false"));
        }
        log.add(
                "t",
                Rows.KEY,
                Rows.key(1),
                schema,
                new Struct(schema).put("id", 1).put("__deleted", "true"));
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend, "delete.enabled", "true"), "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT * FROM t")).containsExactly(List.of("2", "n"));
    }

    @Test
    void objectsWithoutSchemaBecomeColumnsByWhatTheirValuesAre(DatabendDatabase databend) {
        Map<String, String> config = SinkHarness.config(databend, "pk.mode", "record_value", "pk.fields", "id");
        SinkHarness.Log log = new SinkHarness.Log();
        Map<String, Object> first = new LinkedHashMap<>();
        first.put("id", 3_000_000_000L);
        first.put("name", null);
        first.put("price", 1L);
        first.put("nested", Map.of("a", List.of(1L, 2L)));
        log.add("t", null, null, null, first);
        log.add("t", null, null, null, Map.of("id", 2L, "name", "O'Brien", "price", 1.5, "ok", true));
        try (SinkHarness sink = SinkHarness.start(log, config, "t")) {
            sink.drain();
            log.add("t", null, null, null, Map.of("id", 2L, "name", "later", "price", 7L));
            sink.drain();
        }
        assertThat(databend.query("SELECT id, name, price, ok, nested['a'][1] FROM t ORDER BY id"))
                .containsExactly(
                        List.of("2", "later", "7.0", "NULL", "NULL"),
                        List.of("3000000000", "NULL", "1.0", "NULL", "2"));
        assertThat(databend.query("SELECT data_type FROM system.columns WHERE table = 't' AND database = '"
                        + databend.name() + "' AND name IN ('price', 'nested') ORDER BY name"))
                .containsExactly(List.of("VARIANT"), List.of("DOUBLE"));
    }

    @Test
    void wholeNumbersOfObjectsAreWidenedWhenFractionsComeLater(DatabendDatabase databend) {
        Map<String, String> config = SinkHarness.config(databend, "pk.mode", "record_value", "pk.fields", "id");
        SinkHarness.Log log = new SinkHarness.Log();
        log.add("t", null, null, null, Map.of("id", 1L, "price", 1L));
        try (SinkHarness sink = SinkHarness.start(log, config, "t")) {
            sink.drain();
            log.add("t", null, null, null, Map.of("id", 2L, "price", 1.5));
            sink.drain();
        }
        assertThat(databend.query("SELECT price FROM t ORDER BY id")).containsExactly(List.of("1.0"), List.of("1.5"));
    }

    @Test
    void objectsWithoutSchemaAreDeletedByMarkerEventAndTombstone(DatabendDatabase databend) {
        Map<String, String> config = SinkHarness.config(databend, "delete.enabled", "true", "pk.fields", "id");
        SinkHarness.Log log = new SinkHarness.Log();
        for (long id = 1; id <= 4; id++) {
            log.add("t", null, Map.of("id", id), null, Map.of("id", id, "name", "n"));
        }
        log.add("t", null, Map.of("id", 1L), null, Map.of("id", 1L, "__deleted", "true"));
        log.add("t", null, Map.of("id", 2L), null, null);
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("op", "d");
        event.put("before", Map.of("id", 3L));
        event.put("after", null);
        event.put("source", Map.of("db", "shop", "table", "t"));
        log.add("t", null, Map.of("id", 3L), null, event);
        try (SinkHarness sink = SinkHarness.start(log, config, "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT id FROM t")).containsExactly(List.of("4"));
    }

    @Test
    void aTombstoneAsTheVeryFirstRecordIsNoMatter(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        Rows.delete(log, "t", 1);
        Rows.add(log, "t", 2, "b", 1L);
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend, "delete.enabled", "true"), "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT id FROM t")).containsExactly(List.of("2"));
    }

    @Test
    void allShapesMayComeMixedInOneTopic(DatabendDatabase databend) {
        Map<String, String> config =
                SinkHarness.config(databend, "delete.enabled", "true", "pk.fields", "id", "table.name.format", "t");
        SinkHarness.Log log = new SinkHarness.Log();
        Rows.add(log, "server.shop.orders", 1, "flat", 1L);
        event(log, "c", 2, null, row(2, "event"));
        log.add("server.shop.orders", null, Map.of("id", 3L), null, Map.of("id", 3L, "name", "object"));
        Rows.delete(log, "server.shop.orders", 1);
        try (SinkHarness sink = SinkHarness.start(log, config, "server.shop.orders")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT id, name FROM t ORDER BY id"))
                .containsExactly(List.of("2", "event"), List.of("3", "object"));
    }

    @Test
    void softDeletesKeepTheRowAndSayWhen(DatabendDatabase databend) {
        Map<String, String> config = SinkHarness.config(databend, "delete.enabled", "true", "delete.mode", "soft");
        SinkHarness.Log log = new SinkHarness.Log();
        Rows.add(log, "t", 1, "gone", 1L);
        Rows.add(log, "t", 2, "back", 1L);
        try (SinkHarness sink = SinkHarness.start(log, config, "t")) {
            sink.drain();
            Rows.delete(log, "t", 1);
            Rows.delete(log, "t", 2);
            sink.drain();
            Rows.add(log, "t", 2, "back", 2L);
            sink.drain();
        }
        assertThat(databend.query("SELECT id, name, _deleted_at FROM t ORDER BY id"))
                .containsExactly(List.of("1", "gone", "2023-11-14 22:13:20.000000"), List.of("2", "back", "NULL"));
    }

    @Test
    void aSoftTruncationKeepsTheRowsAndOneOfNoTableAtAllIsNoMatter(DatabendDatabase databend) {
        Map<String, String> config = SinkHarness.config(
                databend, "delete.enabled", "true", "delete.mode", "soft", "table.name.format", "${source.table}");
        SinkHarness.Log log = new SinkHarness.Log();
        event(log, "t", 0, null, null);
        try (SinkHarness sink = SinkHarness.start(log, config, "server.shop.orders")) {
            sink.drain();
            event(log, "c", 1, null, row(1, "a"));
            sink.drain();
            event(log, "t", 0, null, null);
            sink.drain();
        }
        assertThat(databend.query("SELECT id, _deleted_at IS NOT NULL FROM orders"))
                .containsExactly(List.of("1", "true"));
    }

    @Test
    void deletesArePassedOverWhileTheyAreNotEnabled(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        Rows.add(log, "t", 1, "stays", 1L);
        Rows.delete(log, "t", 1);
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend), "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT name FROM t")).containsExactly(List.of("stays"));
    }

    @Test
    void aSingleValueAsKeyBecomesTheOneKeyColumn(DatabendDatabase databend) {
        Schema schema =
                SchemaBuilder.struct().field("name", Schema.STRING_SCHEMA).build();
        SinkHarness.Log log = new SinkHarness.Log();
        log.add("t", Schema.INT64_SCHEMA, 1L, schema, new Struct(schema).put("name", "first"));
        log.add("t", Schema.INT64_SCHEMA, 1L, schema, new Struct(schema).put("name", "second"));
        try (SinkHarness sink = SinkHarness.start(log, SinkHarness.config(databend, "pk.fields", "id"), "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT id, name FROM t")).containsExactly(List.of("1", "second"));
    }

    @Test
    void onlyTheFieldsThatAreWantedBecomeColumns(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        Rows.add(log, "t", 1, "n", 7L);
        log.add("t", Rows.KEY, Rows.key(2), null, Map.of("id", 2L, "name", "m", "amount", 8L, "other", true));
        for (List<String> chosen : List.of(
                List.of("white", "fields.whitelist", "amount"), List.of("black", "fields.blacklist", "name,other"))) {
            Map<String, String> config = SinkHarness.config(
                    databend, "name", chosen.get(0), "table.name.format", chosen.get(0), chosen.get(1), chosen.get(2));
            try (SinkHarness sink = SinkHarness.start(log, config, "t")) {
                sink.drain();
            }
            assertThat(databend.query("SELECT * FROM " + chosen.get(0) + " ORDER BY id"))
                    .containsExactly(List.of("1", "7"), List.of("2", "8"));
            log.committed.clear();
        }
    }

    @Test
    void rowsCanSayWhereInKafkaTheyCameFrom(DatabendDatabase databend) {
        Map<String, String> config = SinkHarness.config(
                databend,
                "insert.mode",
                "insert",
                "pk.mode",
                "kafka",
                "ingest.columns",
                "offset=_offset,timestamp=_time,topic=_topic");
        SinkHarness.Log log = new SinkHarness.Log();
        Rows.add(log, "t", 1, "a", 1L);
        Rows.add(log, "t", 2, "b", 1L);
        try (SinkHarness sink = SinkHarness.start(log, config, "t")) {
            sink.drain();
        }
        assertThat(
                        databend.query(
                                "SELECT __connect_offset, __connect_topic, id, _offset, _topic, _time FROM t ORDER BY id DESC LIMIT 1"))
                .containsExactly(List.of("1", "t", "2", "1", "t", "2023-11-14 22:13:20.000000"));
    }
}
