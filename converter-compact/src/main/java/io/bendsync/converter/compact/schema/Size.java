package io.bendsync.converter.compact.schema;

import io.bendsync.converter.compact.wire.Limits;
import io.bendsync.converter.compact.wire.Malformed;
import org.apache.kafka.connect.data.Schema;

/** Adds up how large a schema is that is being read, and refuses one that is too large. */
final class Size {

    private int schemas = 1;
    private int height = 1;

    /** @param depth at which level the schema is */
    Size(int depth) {
        if (depth > Limits.DEPTH) {
            throw tooLarge();
        }
    }

    /** Counts one within it. */
    Schema add(Described inner) {
        schemas += inner.schemas();
        height = Math.max(height, inner.height() + 1);
        if (schemas > Limits.SCHEMAS) {
            throw tooLarge();
        }
        return inner.schema();
    }

    Described of(Schema schema) {
        return new Described(schema, schemas, height);
    }

    static Malformed tooLarge() {
        return new Malformed("a schema of more than " + Limits.DEPTH + " levels or " + Limits.SCHEMAS + " fields");
    }
}
