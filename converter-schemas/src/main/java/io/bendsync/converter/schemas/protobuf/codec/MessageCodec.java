package io.bendsync.converter.schemas.protobuf.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/** A value whose type is a message: its length, then its fields. */
abstract class MessageCodec implements ValueCodec {

    @Override
    public final int wireType() {
        return WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    @Override
    public final boolean isZero(Object value) {
        return false;
    }

    @Override
    public final void write(ProtoOutput out, Object value) {
        int begun = out.begin();
        writeFields(out, value);
        out.end(begun);
    }

    @Override
    public final Object read(CodedInputStream in) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        Object value = readFields(in);
        in.popLimit(outer);
        return value;
    }

    @Override
    public final Object zero() {
        try {
            return readFields(CodedInputStream.newInstance(new byte[0]));
        } catch (IOException e) {
            throw new IllegalStateException("nothing can be read without failing", e);
        }
    }

    abstract void writeFields(ProtoOutput out, Object value);

    /** Reads until the limit. */
    abstract Object readFields(CodedInputStream in) throws IOException;
}
