package io.bendsync.sink.record;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Debezium's change event.
 *
 * @param op c (created), r (read by a snapshot), u (updated), d (deleted), t (truncated), m (message)
 * @param before the row before, null if not sent
 * @param after the row after, null if gone
 * @param database where the source says it comes from, null if it does not
 */
record Envelope(String op, Struct before, Struct after, String database, String table) {
    static boolean isOne(Schema schema) {
        Field op = schema.field("op");
        Field after = schema.field("after");
        return op != null
                && op.schema().type() == Schema.Type.STRING
                && after != null
                && after.schema().type() == Schema.Type.STRUCT
                && schema.field("source") != null;
    }

    static Envelope of(Struct value) {
        Struct source = (Struct) value.get("source");
        return new Envelope(
                value.getString("op"),
                value.schema().field("before") == null ? null : (Struct) value.get("before"),
                (Struct) value.get("after"),
                text(source, "db"),
                text(source, "table"));
    }

    private static String text(Struct source, String field) {
        return source == null || source.schema().field(field) == null ? null : (String) source.get(field);
    }
}
