package io.bendsync.converter.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** Structs as objects. Their nulls are written, and a null stays one where the field has a default. */
final class StructCodec extends JsonCodec {

    private final Field[] fields;
    private final JsonCodec[] codecs;
    private final SerializableString[] names;
    private final Map<String, Integer> places = new HashMap<>();

    StructCodec(Schema schema) {
        super(schema);
        List<Field> all = schema.fields();
        fields = all.toArray(Field[]::new);
        codecs = new JsonCodec[fields.length];
        names = new SerializableString[fields.length];
        for (int i = 0; i < fields.length; i++) {
            codecs[i] = JsonCodecs.of(fields[i].schema());
            names[i] = new SerializedString(fields[i].name());
            places.put(fields[i].name(), i);
        }
    }

    @Override
    void writeValue(JsonGenerator out, Object value) throws IOException {
        Struct struct = (Struct) value;
        out.writeStartObject();
        for (int i = 0; i < fields.length; i++) {
            try {
                out.writeFieldName(names[i]);
                codecs[i].write(out, struct.getWithoutDefault(fields[i].name()));
            } catch (ClassCastException | DataException e) {
                throw new DataException("field " + fields[i].name() + ": " + e.getMessage(), e);
            }
        }
        out.writeEndObject();
    }

    @Override
    Object readValue(JsonParser in) throws IOException {
        expect(in, JsonToken.START_OBJECT);
        Struct struct = new Struct(schema());
        boolean[] seen = new boolean[fields.length];
        int expected = 0;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            int place = expected < fields.length && fields[expected].name().equals(name)
                    ? expected
                    : places.getOrDefault(name, -1);
            if (place < 0) {
                in.skipChildren();
                continue;
            }
            put(struct, place, in);
            seen[place] = true;
            expected = place + 1;
        }
        for (int i = 0; i < fields.length; i++) {
            if (!seen[i]) {
                put(struct, i, null);
            }
        }
        return struct;
    }

    private void put(Struct struct, int place, JsonParser in) throws IOException {
        try {
            Object value = in == null ? codecs[place].absent() : codecs[place].read(in);
            if (value != null) {
                struct.put(fields[place], value);
            }
        } catch (DataException e) {
            throw new DataException("field " + fields[place].name() + ": " + e.getMessage(), e);
        }
    }
}
