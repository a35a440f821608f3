package io.bendsync.converter.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;

/** Arrays as arrays. */
final class ArrayCodec extends JsonCodec {

    private final JsonCodec elements;

    ArrayCodec(Schema schema) {
        super(schema);
        this.elements = JsonCodecs.of(schema.valueSchema());
    }

    @Override
    void writeValue(JsonGenerator out, Object value) throws IOException {
        out.writeStartArray();
        for (Object element : (List<?>) value) {
            elements.write(out, element);
        }
        out.writeEndArray();
    }

    @Override
    Object readValue(JsonParser in) throws IOException {
        expect(in, JsonToken.START_ARRAY);
        List<Object> list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            list.add(elements.read(in));
        }
        return list;
    }
}
