package io.bendsync.converter.schemas.protobuf.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;

/** A repeated field: an array. Numbers are written packed; both forms are read, as Protobuf asks of readers. */
final class ListField extends FieldCodec {

    private final ValueCodec elements;
    private final boolean packed;

    ListField(int number, ValueCodec elements) {
        super(number);
        this.elements = elements;
        this.packed = elements.wireType() != WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    @Override
    void write(ProtoOutput out, Object value) {
        if (value == null) {
            throw new DataException("null, but the schema is not optional");
        }
        List<?> list = (List<?>) value;
        if (packed && !list.isEmpty()) {
            out.tag(number(), WireFormat.WIRETYPE_LENGTH_DELIMITED);
            int begun = out.begin();
            list.forEach(element -> elements.write(out, present(element)));
            out.end(begun);
            return;
        }
        for (Object element : list) {
            out.tag(number(), elements.wireType());
            elements.write(out, present(element));
        }
    }

    private Object present(Object element) {
        if (element == null && !elements.takesNull()) {
            throw new DataException("a null in an array whose elements are not optional");
        }
        return element;
    }

    @Override
    @SuppressWarnings("unchecked") // it came from here
    Object read(CodedInputStream in, int tag, Object soFar) throws IOException {
        List<Object> list = soFar == null ? new ArrayList<>() : (List<Object>) soFar;
        if (packed && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            int outer = in.pushLimit(in.readRawVarint32());
            while (!in.isAtEnd()) {
                list.add(elements.read(in));
            }
            in.popLimit(outer);
        } else if (WireFormat.getTagWireType(tag) == elements.wireType()) {
            list.add(elements.read(in));
        } else {
            throw new DataException("field number " + number() + " is not of its schema's type");
        }
        return list;
    }

    @Override
    Object absent() {
        return new ArrayList<>();
    }
}
