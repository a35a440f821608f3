package io.bendsync.converter.json.read;

import io.bendsync.converter.json.fallback.HandOver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** Chooses the readers of a schema, once, so that no record has to ask again what its types are. */
final class ReaderCompiler {

    private static final int MAX_DEPTH = 100;

    private final boolean defaultsForNull;

    ReaderCompiler(boolean defaultsForNull) {
        this.defaultsForNull = defaultsForNull;
    }

    ValueReader compile(Schema schema) {
        return schema == null ? new SchemalessReader() : compile(schema, 0);
    }

    private ValueReader compile(Schema schema, int depth) {
        if (depth > MAX_DEPTH || schema == null || schema.getClass() != ConnectSchema.class) {
            throw HandOver.signal();
        }
        if (schema.name() != null) {
            switch (schema.name()) {
                case Decimal.LOGICAL_NAME -> {
                    return LogicalReader.decimal(schema, scale(schema), defaultsForNull);
                }
                case Date.LOGICAL_NAME -> {
                    return LogicalReader.date(schema, defaultsForNull);
                }
                case Time.LOGICAL_NAME -> {
                    return LogicalReader.time(schema, defaultsForNull);
                }
                case Timestamp.LOGICAL_NAME -> {
                    return LogicalReader.timestamp(schema, defaultsForNull);
                }
                default -> {
                    // any other name means nothing here
                }
            }
        }
        return switch (schema.type()) {
            case ARRAY -> new ArrayReader(schema, defaultsForNull, compile(schema.valueSchema(), depth + 1));
            case MAP -> map(schema, depth);
            case STRUCT -> struct(schema, depth);
            default -> new PrimitiveReader(schema, defaultsForNull);
        };
    }

    private ValueReader map(Schema schema, int depth) {
        boolean textKeys = schema.keySchema().type() == Schema.Type.STRING;
        ValueReader keys = textKeys ? null : compile(schema.keySchema(), depth + 2);
        return new MapReader(schema, defaultsForNull, keys, compile(schema.valueSchema(), depth + 2));
    }

    private ValueReader struct(Schema schema, int depth) {
        List<ValueReader> readers = new ArrayList<>();
        for (Field field : schema.fields()) {
            if (field.index() != readers.size() || !field.equals(schema.field(field.name()))) {
                throw HandOver.signal();
            }
            readers.add(compile(field.schema(), depth + 1));
        }
        return new StructReader(schema, defaultsForNull, readers);
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
