package io.bendsync.converter.json.write;

import io.bendsync.converter.json.fallback.HandOver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** Chooses the writers of a schema, once, so that no record has to ask again what its types are. */
final class WriterCompiler {

    private static final int MAX_DEPTH = 100;

    private final boolean numericDecimals;
    private final boolean defaultsForNull;

    WriterCompiler(boolean numericDecimals, boolean defaultsForNull) {
        this.numericDecimals = numericDecimals;
        this.defaultsForNull = defaultsForNull;
    }

    ValueWriter compile(Schema schema) {
        return compile(schema, 0);
    }

    private ValueWriter compile(Schema schema, int depth) {
        // Builders can change after we looked, and strangers' schemas may do as they like.
        if (depth > MAX_DEPTH || schema == null || schema.getClass() != ConnectSchema.class) {
            throw HandOver.signal();
        }
        // A name decides before the type does, even on a type that it does not belong to.
        if (schema.name() != null) {
            switch (schema.name()) {
                case Decimal.LOGICAL_NAME -> {
                    return numericDecimals
                            ? LogicalWriter.numericDecimal(schema, defaultsForNull)
                            : LogicalWriter.base64Decimal(schema, scale(schema), defaultsForNull);
                }
                case Date.LOGICAL_NAME -> {
                    return LogicalWriter.date(schema, defaultsForNull);
                }
                case Time.LOGICAL_NAME -> {
                    return LogicalWriter.time(schema, defaultsForNull);
                }
                case Timestamp.LOGICAL_NAME -> {
                    return LogicalWriter.timestamp(schema, defaultsForNull);
                }
                default -> {
                    // any other name is passed through with the schema
                }
            }
        }
        return switch (schema.type()) {
            case ARRAY -> new ArrayWriter(schema, defaultsForNull, compile(schema.valueSchema(), depth + 1));
            case MAP -> map(schema, depth);
            case STRUCT -> struct(schema, depth);
            default -> new PrimitiveWriter(schema, defaultsForNull);
        };
    }

    private ValueWriter map(Schema schema, int depth) {
        ValueWriter keys = compile(schema.keySchema(), depth + 2);
        ValueWriter values = compile(schema.valueSchema(), depth + 2);
        if (schema.keySchema().type() != Schema.Type.STRING) {
            return MapWriter.pairs(schema, defaultsForNull, keys, values);
        }
        if (!(keys instanceof PrimitiveWriter)) {
            throw HandOver.signal(); // strings that are called dates: leave them to the original
        }
        return MapWriter.object(schema, defaultsForNull, values);
    }

    private ValueWriter struct(Schema schema, int depth) {
        List<ValueWriter> writers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Field field : schema.fields()) {
            if (!names.add(field.name()) || !field.equals(schema.field(field.name()))) {
                throw HandOver.signal();
            }
            writers.add(compile(field.schema(), depth + 1));
        }
        return new StructWriter(schema, defaultsForNull, writers);
    }

    private static int scale(Schema schema) {
        Map<String, String> parameters = schema.parameters();
        try {
            return Integer.parseInt(parameters == null ? null : parameters.get(Decimal.SCALE_FIELD));
        } catch (NumberFormatException noScale) {
            throw HandOver.signal(); // an error, but only once a value comes
        }
    }
}
