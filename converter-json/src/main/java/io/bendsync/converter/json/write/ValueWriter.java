package io.bendsync.converter.json.write;

import io.bendsync.converter.json.fallback.HandOver;
import org.apache.kafka.connect.data.Schema;

/**
 * Writes the values of one schema. The rule for null is the same for all types: the default, if
 * nulls are replaced, else null where the schema allows it, else an error (the original's to raise).
 */
abstract class ValueWriter {

    private final Object inPlaceOfNull;
    private final boolean optional;

    ValueWriter(Schema schema, boolean defaultsForNull) {
        this(defaultsForNull ? schema.defaultValue() : null, schema.isOptional());
    }

    private ValueWriter(Object inPlaceOfNull, boolean optional) {
        this.inPlaceOfNull = inPlaceOfNull;
        this.optional = optional;
    }

    /** For values without a schema: null is null. */
    ValueWriter() {
        this(null, true);
    }

    final void write(JsonBytes out, Object value) {
        if (value != null) {
            writeValue(out, value);
        } else if (inPlaceOfNull != null) {
            writeValue(out, inPlaceOfNull);
        } else if (optional) {
            out.nullLiteral();
        } else {
            throw HandOver.signal();
        }
    }

    /** Writes a value that is not null, or hands over. */
    abstract void writeValue(JsonBytes out, Object value);
}
