package io.bendsync.converter.json.read;

import io.bendsync.converter.json.fallback.HandOver;
import java.util.Arrays;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;

/** Reads whole records of one schema: those that begin with the same bytes, and end with the payload. */
public final class RecordReader {

    private final byte[] head;
    private final Schema schema;
    private final ValueReader payload;

    private RecordReader(byte[] head, Schema schema, ValueReader payload) {
        this.head = head;
        this.schema = schema;
        this.payload = payload;
    }

    /**
     * A reader for the payloads of a schema.
     *
     * @param head the bytes of an envelope up to the payload; empty where records are payloads only
     * @param schema null for values without one
     * @param defaultsForNull whether a null is replaced by its field's default
     * @throws HandOver if its records are not for streaming
     */
    public static RecordReader of(byte[] head, Schema schema, boolean defaultsForNull) {
        return new RecordReader(head.clone(), schema, new ReaderCompiler(defaultsForNull).compile(schema));
    }

    /** Whether this record begins as those of this reader do. */
    public boolean reads(byte[] record) {
        return record.length > head.length && Arrays.equals(record, 0, head.length, head, 0, head.length);
    }

    /**
     * Reads a record that {@link #reads} agreed to.
     *
     * @throws HandOver if the original has to do it
     */
    public SchemaAndValue read(byte[] record) {
        JsonCursor in = new JsonCursor(record, head.length);
        Object value = payload.read(in);
        if (head.length > 0) {
            in.expect('}');
        }
        in.expectEnd();
        return new SchemaAndValue(schema, value);
    }
}
