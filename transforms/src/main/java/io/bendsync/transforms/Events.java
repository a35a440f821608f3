package io.bendsync.transforms;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/** Debezium's change events, told from rows by their fields. */
final class Events {
    static final String BEFORE = "before";
    static final String AFTER = "after";
    static final String OPERATION = "op";

    private Events() {}

    static boolean isOne(Schema schema) {
        Field operation = schema.field(OPERATION);
        Field after = schema.field(AFTER);
        return operation != null
                && operation.schema().type() == Schema.Type.STRING
                && after != null
                && after.schema().type() == Schema.Type.STRUCT
                && schema.field("source") != null;
    }
}
