package io.bendsync.converter.json.read;

import io.bendsync.converter.json.fallback.HandOver;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.Schema;

/** Reads the values of one schema. Null and what is missing follow one rule for all types. */
abstract class ValueReader {

    static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final Object inPlaceOfNull;
    private final boolean optional;

    ValueReader(Schema schema, boolean defaultsForNull) {
        this.inPlaceOfNull = defaultsForNull ? schema.defaultValue() : null;
        this.optional = schema.isOptional();
    }

    final Object read(JsonCursor in) {
        if (in.peek() == 'n') {
            in.expect(NULL);
            return absent();
        }
        return readValue(in);
    }

    /** The value where there is none: the default if nulls are replaced, else null where it is allowed. */
    final Object absent() {
        if (inPlaceOfNull == null && !optional) {
            throw HandOver.signal();
        }
        return inPlaceOfNull;
    }

    /** Reads what is not null, or hands over. */
    abstract Object readValue(JsonCursor in);
}
