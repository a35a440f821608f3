package io.bendsync.converter.json.read;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of a record before its payload, {@code {"schema":…,"payload":}}: the same for all
 * records of one schema, and so what their reader is remembered by.
 */
public final class EnvelopeHead {

    private static final byte[] START = "{\"schema\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = ",\"payload\":".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final int hash;

    private EnvelopeHead(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    /**
     * What looks like the head of this record, or null. Within a string those quotes would be
     * escaped, so only a default or a parameter named payload can deceive us; such a head is never
     * followed by a payload of the schema and the end of the record, and so is never remembered.
     */
    public static EnvelopeHead of(byte[] record) {
        if (record.length < START.length || !Arrays.equals(record, 0, START.length, START, 0, START.length)) {
            return null;
        }
        int last = record.length - END.length;
        for (int i = START.length; i <= last; i++) {
            if (record[i] == ','
                    && record[i + 2] == 'p'
                    && Arrays.equals(record, i, i + END.length, END, 0, END.length)) {
                return new EnvelopeHead(Arrays.copyOf(record, i + END.length));
            }
        }
        return null;
    }

    /** The bytes themselves; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EnvelopeHead head && hash == head.hash && Arrays.equals(bytes, head.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
