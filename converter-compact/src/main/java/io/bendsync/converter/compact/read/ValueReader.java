package io.bendsync.converter.compact.read;

import io.bendsync.converter.compact.wire.CompactCursor;
import org.apache.kafka.connect.data.Schema;

/** Reads the values of one schema. Null follows one rule for all types, the writers'. */
public abstract class ValueReader {

    private final boolean nullable;

    ValueReader(Schema schema) {
        this(schema.isOptional() || schema.defaultValue() != null);
    }

    ValueReader(boolean nullable) {
        this.nullable = nullable;
    }

    final boolean nullable() {
        return nullable;
    }

    /** Reads a value that stands by itself: where it may be null, a byte in front of it says whether it is. */
    public final Object read(CompactCursor in) {
        return nullable && !in.bit() ? null : readValue(in);
    }

    /** Reads a value that is not null. */
    public abstract Object readValue(CompactCursor in);
}
