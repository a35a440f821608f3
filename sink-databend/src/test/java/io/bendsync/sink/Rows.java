package io.bendsync.sink;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** A small table's records, for tests that are not about types. */
final class Rows {
    static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
    static final Schema ROW = SchemaBuilder.struct()
            .field("id", Schema.INT32_SCHEMA)
            .field("name", Schema.OPTIONAL_STRING_SCHEMA)
            .field("amount", Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    private Rows() {}

    static Struct key(int id) {
        return new Struct(KEY).put("id", id);
    }

    static Struct row(int id, String name, Long amount) {
        return new Struct(ROW).put("id", id).put("name", name).put("amount", amount);
    }

    static void add(SinkHarness.Log log, String topic, int id, String name, Long amount) {
        log.add(topic, KEY, key(id), ROW, row(id, name, amount));
    }

    static void delete(SinkHarness.Log log, String topic, int id) {
        log.add(topic, KEY, key(id), null, null);
    }
}
