package io.bendsync.converter.schemas.protobuf.codec;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;

/** One value of one type, without its field's number. */
interface ValueCodec {

    /** How Protobuf finds its end: {@link com.google.protobuf.WireFormat}'s number. */
    int wireType();

    /** Whether it is what Protobuf takes an absent field for. */
    boolean isZero(Object value);

    /** Whether it writes something for null too. */
    default boolean takesNull() {
        return false;
    }

    /** Writes a value, with its length if the wire type has one. */
    void write(ProtoOutput out, Object value);

    /** Reads what {@link #write} wrote. */
    Object read(CodedInputStream in) throws IOException;

    /** What an absent field of this type means where it cannot be null. */
    Object zero();
}
