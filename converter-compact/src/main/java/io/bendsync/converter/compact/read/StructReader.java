package io.bendsync.converter.compact.read;

import io.bendsync.converter.compact.wire.CompactCursor;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Reads structs: a bit for each field that may be null, and the fields that are not. */
final class StructReader extends ValueReader {

    private static final int NEVER_NULL = -1;

    private final Schema schema;

    /**
     * The fields without their names: Struct.put makes a text of each name that it is given, for a message that is
     * hardly ever needed.
     */
    private final Field[] fields;

    private final int[] bits;
    private final int bitBytes;
    private final ValueReader[] readers;

    StructReader(Schema schema, List<ValueReader> readers) {
        super(schema);
        this.schema = schema;
        this.readers = readers.toArray(new ValueReader[0]);
        this.fields = new Field[this.readers.length];
        this.bits = new int[fields.length];
        int nullable = 0;
        for (int i = 0; i < fields.length; i++) {
            fields[i] = new Field(null, i, schema.fields().get(i).schema());
            bits[i] = this.readers[i].nullable() ? nullable++ : NEVER_NULL;
        }
        this.bitBytes = fields.length == 0 ? 1 : (nullable + 7) / 8;
    }

    @Override
    public Object readValue(CompactCursor in) {
        int nulls = in.skip(bitBytes);
        Struct struct = new Struct(schema);
        for (int i = 0; i < fields.length; i++) {
            int bit = bits[i];
            if (bit == NEVER_NULL || !in.marked(nulls, bit)) {
                struct.put(fields[i], readers[i].readValue(in));
            }
        }
        return struct;
    }
}
