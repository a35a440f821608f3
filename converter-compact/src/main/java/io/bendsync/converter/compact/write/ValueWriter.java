package io.bendsync.converter.compact.write;

import io.bendsync.converter.compact.wire.CompactBytes;
import io.bendsync.converter.compact.wire.Unfit;
import org.apache.kafka.connect.data.Schema;

/**
 * Writes the values of one schema. The rule for null is the same for all types: it is written as
 * null where the schema is optional or has a default, which never takes its place.
 */
public abstract class ValueWriter {

    static final int PRESENT = 1;
    static final int NULL = 0;

    private final boolean nullable;

    ValueWriter(Schema schema) {
        this(schema.isOptional() || schema.defaultValue() != null);
    }

    ValueWriter(boolean nullable) {
        this.nullable = nullable;
    }

    final boolean nullable() {
        return nullable;
    }

    /** Writes a value that stands by itself: in front of what may be null, a byte says whether it is. */
    public final void write(CompactBytes out, Object value) {
        if (value == null) {
            requireNullable();
            out.one(NULL);
            return;
        }
        if (nullable) {
            out.one(PRESENT);
        }
        writeValue(out, value);
    }

    final void requireNullable() {
        if (!nullable) {
            throw new Unfit("expected a value, got null: it is not optional and has no default");
        }
    }

    /** Writes a value that is not null, with nothing in front of it and at least one byte. */
    public abstract void writeValue(CompactBytes out, Object value);

    static <T> T as(Class<T> type, Object value) {
        if (!type.isInstance(value)) {
            throw Unfit.expected(type.getTypeName(), value);
        }
        return type.cast(value);
    }
}
