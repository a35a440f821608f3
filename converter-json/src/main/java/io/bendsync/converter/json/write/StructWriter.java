package io.bendsync.converter.json.write;

import io.bendsync.converter.json.fallback.HandOver;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Writes {@code {"field":value,…}}, all fields in the schema's order. */
final class StructWriter extends ValueWriter {

    private final Schema schema;
    private final Field[] fields;
    private final byte[][] names;
    private final boolean[] byName;
    private final ValueWriter[] writers;

    /** The last other schema found equal: comparing takes longer than writing, so not for each record. */
    private Schema alike;

    StructWriter(Schema schema, boolean defaultsForNull, List<ValueWriter> writers) {
        super(schema, defaultsForNull);
        this.schema = schema;
        this.fields = schema.fields().toArray(new Field[0]);
        this.writers = writers.toArray(new ValueWriter[0]);
        this.names = new byte[fields.length][];
        this.byName = new boolean[fields.length];
        for (int i = 0; i < fields.length; i++) {
            names[i] = name(i == 0 ? '{' : ',', fields[i].name());
            // Struct.get(Field) looks nothing up, but gives the default for null: no harm where we would too.
            byName[i] = !defaultsForNull && fields[i].schema().defaultValue() != null;
        }
    }

    private static byte[] name(char before, String name) {
        JsonBytes out = new JsonBytes();
        out.raw(before);
        out.string(name);
        out.raw(':');
        return out.toByteArray();
    }

    @Override
    void writeValue(JsonBytes out, Object value) {
        if (!(value instanceof Struct struct) || !matches(struct.schema())) {
            throw HandOver.signal();
        }
        if (fields.length == 0) {
            out.raw('{');
        }
        for (int i = 0; i < fields.length; i++) {
            out.raw(names[i]);
            Field field = fields[i];
            writers[i].write(out, byName[i] ? struct.getWithoutDefault(field.name()) : struct.get(field));
        }
        out.raw('}');
    }

    private boolean matches(Schema other) {
        if (other == schema || other == alike) {
            return true;
        }
        boolean equal = other.equals(schema);
        if (equal) {
            alike = other;
        }
        return equal;
    }
}
