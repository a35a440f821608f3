package io.bendsync.converter.schemas.protobuf.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/** A message that stands for its only field. */
final class WrapperCodec extends MessageCodec {

    private final FieldCodec field;

    WrapperCodec(FieldCodec field) {
        this.field = field;
    }

    @Override
    public boolean takesNull() {
        return true;
    }

    @Override
    void writeFields(ProtoOutput out, Object value) {
        field.write(out, value);
    }

    @Override
    Object readFields(CodedInputStream in) throws IOException {
        Object value = null;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == field.number()) {
                value = field.read(in, tag, value);
            } else {
                in.skipField(tag);
            }
        }
        return value == null ? field.absent() : value;
    }
}
