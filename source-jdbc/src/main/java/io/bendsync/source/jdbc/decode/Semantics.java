package io.bendsync.source.jdbc.decode;

import io.bendsync.source.jdbc.table.Column;
import java.util.Locale;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** The names and parameters by which Connect tools recognise MySQL types: Debezium's, as the record contract says. */
final class Semantics {
    static final String YEAR = "io.debezium.time.Year";
    static final String MICRO_TIMESTAMP = "io.debezium.time.MicroTimestamp";
    static final String MICRO_TIME = "io.debezium.time.MicroTime";
    static final String BITS = "io.debezium.data.Bits";
    static final String ENUM = "io.debezium.data.Enum";
    static final String ENUM_SET = "io.debezium.data.EnumSet";
    static final String JSON = "io.debezium.data.Json";
    static final String GEOMETRY = "io.debezium.data.geometry.Geometry";
    static final String FLOAT_VECTOR = "io.debezium.data.FloatVector";

    private static final String TYPE = "__debezium.source.column.type";
    private static final String LENGTH = "__debezium.source.column.length";
    private static final String SCALE = "__debezium.source.column.scale";

    private Semantics() {}

    /** Ends a field's schema: the source column's type and whether it takes NULL. */
    static Schema finish(SchemaBuilder builder, Column column) {
        return finish(builder, column, column.nullable());
    }

    static Schema finish(SchemaBuilder builder, Column column, boolean optional) {
        String type = column.dataType().toUpperCase(Locale.ROOT);
        builder.parameter(TYPE, column.unsigned() ? type + " UNSIGNED" : type);
        if (column.length() > 0) {
            builder.parameter(LENGTH, String.valueOf(column.length()));
        }
        if (column.dataType().equals("decimal")) {
            builder.parameter(SCALE, String.valueOf(column.scale()));
        }
        return optional ? builder.optional().build() : builder.build();
    }
}
