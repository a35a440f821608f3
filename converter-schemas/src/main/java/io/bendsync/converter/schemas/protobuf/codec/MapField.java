package io.bendsync.converter.schemas.protobuf.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;

/** Pairs of keys and values, Protobuf's own maps among them: a map. Their order is kept. */
final class MapField extends FieldCodec {

    private final FieldCodec key;
    private final FieldCodec value;

    MapField(int number, FieldCodec key, FieldCodec value) {
        super(number);
        this.key = key;
        this.value = value;
    }

    @Override
    void write(ProtoOutput out, Object map) {
        if (map == null) {
            throw new DataException("null, but the schema is not optional");
        }
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
            out.tag(number(), WireFormat.WIRETYPE_LENGTH_DELIMITED);
            int begun = out.begin();
            key.write(out, entry.getKey());
            value.write(out, entry.getValue());
            out.end(begun);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // it came from here
    Object read(CodedInputStream in, int tag, Object soFar) throws IOException {
        Map<Object, Object> map = soFar == null ? new LinkedHashMap<>() : (Map<Object, Object>) soFar;
        if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            throw new DataException("field number " + number() + " is not of its schema's type");
        }
        int outer = in.pushLimit(in.readRawVarint32());
        Object readKey = null;
        Object readValue = null;
        for (int next = in.readTag(); next != 0; next = in.readTag()) {
            int field = WireFormat.getTagFieldNumber(next);
            if (field == key.number()) {
                readKey = key.read(in, next, readKey);
            } else if (field == value.number()) {
                readValue = value.read(in, next, readValue);
            } else {
                in.skipField(next);
            }
        }
        in.popLimit(outer);
        map.put(readKey == null ? key.absent() : readKey, readValue == null ? value.absent() : readValue);
        return map;
    }

    @Override
    Object absent() {
        return new LinkedHashMap<>();
    }
}
