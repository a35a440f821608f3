package io.bendsync.converter.compact;

import io.bendsync.converter.compact.schema.DescriptionReader;
import io.bendsync.converter.compact.wire.CompactCursor;
import java.util.Arrays;
import org.apache.kafka.connect.data.Schema;

/**
 * The bytes of a record that tell its schema, from the number of them up to the payload: what its
 * reader is remembered by.
 */
final class RecordHead {

    private final byte[] record;
    private final int from;
    private final int end;

    RecordHead(byte[] record, int from, int end) {
        this.record = record;
        this.from = from;
        this.end = end;
    }

    /** A copy that does not keep the record. */
    RecordHead alone() {
        return new RecordHead(Arrays.copyOfRange(record, from, end), 0, end - from);
    }

    /** Whether these very bytes are there. */
    boolean standsIn(byte[] otherRecord, int otherFrom, int otherEnd) {
        return Arrays.equals(record, from, end, otherRecord, otherFrom, otherEnd);
    }

    /** Null for values without one. */
    Schema schema() {
        CompactCursor in = new CompactCursor(record, from, end);
        boolean deflated = (in.unsigned() & 1) != 0;
        return in.position() == end ? null : DescriptionReader.read(record, in.position(), end, deflated);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordHead head && standsIn(head.record, head.from, head.end);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = from; i < end; i++) {
            hash = 31 * hash + record[i];
        }
        return hash;
    }
}
