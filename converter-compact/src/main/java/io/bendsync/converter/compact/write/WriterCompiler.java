package io.bendsync.converter.compact.write;

import io.bendsync.converter.compact.wire.Limits;
import io.bendsync.converter.compact.wire.Unfit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** Chooses the writers of a schema, once, so that no record has to ask again what its types are. */
public final class WriterCompiler {

    private int schemas;
    private boolean lasting = true;

    /**
     * The writer of a schema's values.
     *
     * @param schema null for values without one
     * @throws Unfit if there can be no records of it
     */
    public ValueWriter compile(Schema schema) {
        return schema == null ? new SchemalessWriter() : compile(schema, 1);
    }

    /** Whether what was compiled is as it was for good: builders can change, strangers' schemas do as they like. */
    public boolean lasting() {
        return lasting;
    }

    private ValueWriter compile(Schema schema, int depth) {
        if (schema == null) {
            throw new Unfit("a schema without one for its keys or elements");
        }
        if (depth > Limits.DEPTH || ++schemas > Limits.SCHEMAS) {
            throw new Unfit("a schema of more than " + Limits.DEPTH + " levels or " + Limits.SCHEMAS + " fields");
        }
        lasting &= schema.getClass() == ConnectSchema.class;
        // A name decides before the type does, as it does in ConnectSchema.validateValue.
        if (schema.name() != null) {
            switch (schema.name()) {
                case Decimal.LOGICAL_NAME -> {
                    return new DecimalWriter(schema);
                }
                case Date.LOGICAL_NAME -> {
                    return LogicalWriter.date(schema);
                }
                case Time.LOGICAL_NAME -> {
                    return LogicalWriter.time(schema);
                }
                case Timestamp.LOGICAL_NAME -> {
                    return LogicalWriter.timestamp(schema);
                }
                default -> {
                    // any other name is passed through with the schema
                }
            }
        }
        return switch (schema.type()) {
            case ARRAY -> new ArrayWriter(schema, inner("[]", schema.valueSchema(), depth));
            case MAP ->
                new MapWriter(
                        schema,
                        inner("[key]", schema.keySchema(), depth),
                        inner("[value]", schema.valueSchema(), depth));
            case STRUCT -> struct(schema, depth);
            default -> PrimitiveWriter.of(schema);
        };
    }

    private ValueWriter struct(Schema schema, int depth) {
        List<ValueWriter> writers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Field field : schema.fields()) {
            if (field.name() == null || !names.add(field.name()) || field.index() != writers.size()) {
                throw new Unfit("a schema whose fields have no names, or the same, or other places than they say");
            }
            writers.add(inner(field.name(), field.schema(), depth));
        }
        return new StructWriter(schema, writers);
    }

    private ValueWriter inner(String place, Schema schema, int depth) {
        try {
            return compile(schema, depth + 1);
        } catch (Unfit e) {
            throw e.within(place);
        }
    }
}
