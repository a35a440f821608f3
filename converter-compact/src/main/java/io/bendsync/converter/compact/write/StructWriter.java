package io.bendsync.converter.compact.write;

import io.bendsync.converter.compact.wire.CompactBytes;
import io.bendsync.converter.compact.wire.Unfit;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Writes structs: a bit for each field that may be null, set if it is, and the other fields in the
 * schema's order. At least one byte, as every value takes, for that bounds how many there can be.
 */
final class StructWriter extends ValueWriter {

    private static final int NEVER_NULL = -1;

    private final Schema schema;
    private final Field[] fields;
    private final boolean[] byName;
    private final int[] bits;
    private final int bitBytes;
    private final ValueWriter[] writers;

    /** The last other schema found equal: comparing takes longer than writing, so not for each record. */
    private Schema alike;

    StructWriter(Schema schema, List<ValueWriter> writers) {
        super(schema);
        this.schema = schema;
        this.fields = schema.fields().toArray(new Field[0]);
        this.writers = writers.toArray(new ValueWriter[0]);
        this.byName = new boolean[fields.length];
        this.bits = new int[fields.length];
        int nullable = 0;
        for (int i = 0; i < fields.length; i++) {
            // Struct.get(Field) looks nothing up, but gives the default for null.
            byName[i] = fields[i].schema().defaultValue() != null;
            bits[i] = this.writers[i].nullable() ? nullable++ : NEVER_NULL;
        }
        this.bitBytes = fields.length == 0 ? 1 : (nullable + 7) / 8;
    }

    @Override
    public void writeValue(CompactBytes out, Object value) {
        Struct struct = as(Struct.class, value);
        if (!matches(struct.schema())) {
            throw new Unfit("expected a Struct of its schema, got one of another");
        }
        int nulls = out.zeros(bitBytes);
        int i = 0;
        try {
            for (; i < fields.length; i++) {
                Object each = byName[i] ? struct.getWithoutDefault(fields[i].name()) : struct.get(fields[i]);
                if (each != null) {
                    writers[i].writeValue(out, each);
                } else {
                    writers[i].requireNullable();
                    out.mark(nulls, bits[i]);
                }
            }
        } catch (Unfit e) {
            throw e.within(fields[i].name());
        }
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
