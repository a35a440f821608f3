package io.bendsync.converter.compact;

import io.bendsync.converter.compact.schema.Deflated;
import io.bendsync.converter.compact.schema.DescriptionWriter;
import io.bendsync.converter.compact.wire.CompactBytes;
import io.bendsync.converter.compact.write.ValueWriter;
import io.bendsync.converter.compact.write.WriterCompiler;
import org.apache.kafka.connect.data.Schema;

/** Writes whole records of one schema: what all of them begin with, and the payload. */
final class RecordWriter {

    private static final byte[] NO_SCHEMA = new byte[0];

    private final Schema schema;
    private final boolean lasting;
    private final byte[] head;
    private final ValueWriter payload;

    /**
     * For a schema.
     *
     * @param schema null for values without one
     * @param sameBytes whether records are compared by their bytes, as keys are
     */
    RecordWriter(Schema schema, boolean sameBytes) {
        WriterCompiler compiler = new WriterCompiler();
        this.schema = schema;
        this.payload = compiler.compile(schema);
        this.lasting = compiler.lasting();
        CompactBytes start = new CompactBytes();
        start.one(Format.V1);
        byte[] description = schema == null ? NO_SCHEMA : DescriptionWriter.describe(schema);
        boolean deflated = !sameBytes && description.length >= Deflated.WORTHWHILE;
        byte[] written = deflated ? Deflated.pack(description) : description;
        start.unsigned(((long) written.length << 1) | (deflated ? 1 : 0));
        start.raw(written);
        this.head = start.toByteArray();
    }

    boolean writes(Schema other) {
        return schema == other;
    }

    /** Whether the schema is still the same when the next record comes. */
    boolean lasting() {
        return lasting;
    }

    void write(CompactBytes out, Object value) {
        out.raw(head);
        payload.write(out, value);
    }
}
