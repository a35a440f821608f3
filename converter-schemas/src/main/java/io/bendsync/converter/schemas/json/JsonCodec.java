package io.bendsync.converter.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/**
 * Values of one Connect schema as plain JSON, nothing lost: numbers with all their digits, bytes in Base64, logical types
 * by their plain form but decimals as numbers. Nulls are dealt with here, all else by kind.
 */
public abstract class JsonCodec {

    private final Schema schema;

    JsonCodec(Schema schema) {
        this.schema = schema;
    }

    /** What is written and read. */
    public final Schema schema() {
        return schema;
    }

    /**
     * Writes a value, which may be null where the schema is optional.
     *
     * @throws DataException if it is null and may not be
     * @throws ClassCastException if it is of another class than the schema's
     */
    public final void write(JsonGenerator out, Object value) throws IOException {
        if (value != null) {
            writeValue(out, value);
        } else if (schema.isOptional()) {
            out.writeNull();
        } else {
            throw new DataException("null, but the schema is not optional");
        }
    }

    /** Reads the value that begins at the current token, and stays at its last. */
    public final Object read(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_NULL) {
            return readValue(in);
        }
        return absent();
    }

    /** What stands for a null, or for a field that is not there. */
    final Object absent() {
        if (schema.isOptional()) {
            return null;
        }
        if (schema.defaultValue() != null) {
            return schema.defaultValue();
        }
        throw new DataException("missing or null, but the schema is not optional");
    }

    abstract void writeValue(JsonGenerator out, Object value) throws IOException;

    abstract Object readValue(JsonParser in) throws IOException;

    /** The current token has to be this one. */
    final void expect(JsonParser in, JsonToken token) {
        if (in.currentToken() != token) {
            throw unexpected(in);
        }
    }

    final DataException unexpected(JsonParser in) {
        return new DataException("JSON " + in.currentToken() + " where the schema has " + schema.type() + ", at byte "
                + in.currentLocation().getByteOffset());
    }
}
