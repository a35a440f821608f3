package io.bendsync.converter.schemas.protobuf.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import org.apache.kafka.connect.errors.DataException;

/** Enums as texts: their names, or the number where the schema has no name for it. */
record EnumNames(EnumDescriptor type) implements ValueCodec {

    @Override
    public int wireType() {
        return WireFormat.WIRETYPE_VARINT;
    }

    @Override
    public boolean isZero(Object value) {
        return false;
    }

    @Override
    public void write(ProtoOutput out, Object value) {
        EnumValueDescriptor named = type.findValueByName((String) value);
        if (named == null) {
            throw new DataException("a text that is none of the names of enum " + type.getFullName());
        }
        out.varint(named.getNumber());
    }

    @Override
    public Object read(CodedInputStream in) throws IOException {
        return name(in.readEnum());
    }

    @Override
    public Object zero() {
        return name(type.getValues().get(0).getNumber());
    }

    private String name(int number) {
        EnumValueDescriptor named = type.findValueByNumber(number);
        return named == null ? String.valueOf(number) : named.getName();
    }
}
