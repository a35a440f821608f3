package io.bendsync.converter.schemas.protobuf.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** Messages as structs. A null stays one where the field has a default. Fields that the schema does not have are skipped. */
final class StructCodec extends MessageCodec {

    /** Fields with greater numbers are looked up, the others are found at once. */
    private static final int DIRECT = 4096;

    private final Schema schema;
    private final Field[] fields;
    private final FieldCodec[] codecs;
    private final int[] direct;
    private final Map<Integer, Integer> others = new HashMap<>();

    /** @param codecs one for each of the schema's fields */
    StructCodec(Schema schema, List<FieldCodec> codecs) {
        this.schema = schema;
        this.fields = schema.fields().toArray(Field[]::new);
        this.codecs = codecs.toArray(FieldCodec[]::new);
        int greatest = codecs.stream().mapToInt(FieldCodec::number).max().orElse(0);
        this.direct = new int[Math.min(greatest + 1, DIRECT)];
        for (int i = 0; i < fields.length; i++) {
            int number = this.codecs[i].number();
            if (number < direct.length) {
                direct[number] = i + 1;
            } else {
                others.put(number, i);
            }
        }
    }

    @Override
    void writeFields(ProtoOutput out, Object value) {
        Struct struct = (Struct) value;
        for (int i = 0; i < codecs.length; i++) {
            try {
                codecs[i].write(out, struct.getWithoutDefault(fields[i].name()));
            } catch (ClassCastException | DataException e) {
                throw new DataException("field " + fields[i].name() + ": " + e.getMessage(), e);
            }
        }
    }

    @Override
    Object readFields(CodedInputStream in) throws IOException {
        Object[] values = new Object[codecs.length];
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int place = place(WireFormat.getTagFieldNumber(tag));
            if (place < 0) {
                in.skipField(tag);
            } else {
                values[place] = read(in, tag, place, values[place]);
            }
        }
        Struct struct = new Struct(schema);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i] == null ? codecs[i].absent() : values[i];
            if (value != null) {
                struct.put(fields[i], value);
            }
        }
        return struct;
    }

    private Object read(CodedInputStream in, int tag, int place, Object soFar) throws IOException {
        try {
            return codecs[place].read(in, tag, soFar);
        } catch (DataException e) {
            throw new DataException("field " + fields[place].name() + ": " + e.getMessage(), e);
        }
    }

    private int place(int number) {
        return number < direct.length ? direct[number] - 1 : others.getOrDefault(number, -1);
    }
}
