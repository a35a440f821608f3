package io.bendsync.converter.schemas.protobuf.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import org.apache.kafka.connect.errors.DataException;

/** A field that occurs once at most. */
final class SingleField extends FieldCodec {

    private final ValueCodec values;
    private final boolean optional;
    private final boolean hasPresence;

    /**
     * @param optional whether it may be null
     * @param hasPresence whether zero is written, since an absent one would be something else
     */
    SingleField(int number, ValueCodec values, boolean optional, boolean hasPresence) {
        super(number);
        this.values = values;
        this.optional = optional;
        this.hasPresence = hasPresence;
    }

    @Override
    void write(ProtoOutput out, Object value) {
        if (value == null && (optional || !values.takesNull())) {
            if (!optional) {
                throw new DataException("null, but the schema is not optional");
            }
        } else if (hasPresence || !values.isZero(value)) {
            out.tag(number(), values.wireType());
            values.write(out, value);
        }
    }

    @Override
    Object read(CodedInputStream in, int tag, Object soFar) throws IOException {
        if (WireFormat.getTagWireType(tag) != values.wireType()) {
            throw new DataException("field number " + number() + " is not of its schema's type");
        }
        return values.read(in);
    }

    @Override
    Object absent() {
        return optional ? null : values.zero();
    }
}
