package io.bendsync.converter.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;

/** Maps from texts as objects. */
final class ObjectMapCodec extends JsonCodec {

    private final JsonCodec values;

    ObjectMapCodec(Schema schema) {
        super(schema);
        this.values = JsonCodecs.of(schema.valueSchema());
    }

    @Override
    void writeValue(JsonGenerator out, Object value) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
            out.writeFieldName((String) entry.getKey());
            values.write(out, entry.getValue());
        }
        out.writeEndObject();
    }

    @Override
    Object readValue(JsonParser in) throws IOException {
        expect(in, JsonToken.START_OBJECT);
        Map<Object, Object> map = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String key = in.currentName();
            in.nextToken();
            map.put(key, values.read(in));
        }
        return map;
    }
}
