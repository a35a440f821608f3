package io.bendsync.converter.schemas.protobuf.codec;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;

/** One field of a message: nothing for what is absent, once for a value, many times for a collection. */
abstract class FieldCodec {

    private final int number;

    FieldCodec(int number) {
        this.number = number;
    }

    final int number() {
        return number;
    }

    /** Writes a value with its number; null where the field may be absent. */
    abstract void write(ProtoOutput out, Object value);

    /**
     * Reads one occurrence.
     *
     * @param soFar what occurrences before it gave, null at the first
     */
    abstract Object read(CodedInputStream in, int tag, Object soFar) throws IOException;

    /** The value of a field that did not occur, null for none. */
    abstract Object absent();
}
