package io.bendsync.converter.json.write;

import io.bendsync.converter.json.fallback.HandOver;
import org.apache.kafka.connect.data.Schema;

/** Writes whole records of one schema: what stands before the payload, the payload, what stands after. */
public final class RecordWriter {

    private static final byte[] NOTHING = new byte[0];

    private final byte[] head;
    private final byte[] tail;
    private final ValueWriter payload;

    private RecordWriter(byte[] head, byte[] tail, ValueWriter payload) {
        this.head = head;
        this.tail = tail;
        this.payload = payload;
    }

    /**
     * A writer for the values of a schema.
     *
     * @param schema null for values without one
     * @param schemaJson the schema as it is written in front of each record; null to write payloads only
     * @param numericDecimals whether decimals are written as numbers rather than as Base64
     * @param defaultsForNull whether a null is replaced by its field's default
     * @throws HandOver if its records are not for streaming
     */
    public static RecordWriter of(Schema schema, byte[] schemaJson, boolean numericDecimals, boolean defaultsForNull) {
        ValueWriter payload = schema == null
                ? new SchemalessWriter()
                : new WriterCompiler(numericDecimals, defaultsForNull).compile(schema);
        if (schemaJson == null) {
            return new RecordWriter(NOTHING, NOTHING, payload);
        }
        JsonBytes head = new JsonBytes();
        head.plain("{\"schema\":");
        head.raw(schemaJson);
        head.plain(",\"payload\":");
        return new RecordWriter(head.toByteArray(), new byte[] {'}'}, payload);
    }

    /**
     * Writes one record.
     *
     * @throws HandOver if the original has to do it; what is in {@code out} is then of no use
     */
    public void write(JsonBytes out, Object value) {
        out.raw(head);
        payload.write(out, value);
        out.raw(tail);
    }
}
