package io.bendsync.converter.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;

/** Maps from anything else than texts as arrays of {@code {"key":…,"value":…}}. */
final class PairsMapCodec extends JsonCodec {

    private static final String KEY = "key";
    private static final String VALUE = "value";

    private final JsonCodec keys;
    private final JsonCodec values;

    PairsMapCodec(Schema schema) {
        super(schema);
        this.keys = JsonCodecs.of(schema.keySchema());
        this.values = JsonCodecs.of(schema.valueSchema());
    }

    @Override
    void writeValue(JsonGenerator out, Object value) throws IOException {
        out.writeStartArray();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
            out.writeStartObject();
            out.writeFieldName(KEY);
            keys.write(out, entry.getKey());
            out.writeFieldName(VALUE);
            values.write(out, entry.getValue());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    @Override
    Object readValue(JsonParser in) throws IOException {
        expect(in, JsonToken.START_ARRAY);
        Map<Object, Object> map = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            expect(in, JsonToken.START_OBJECT);
            Object key = null;
            Object value = null;
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                in.nextToken();
                switch (name) {
                    case KEY -> key = keys.read(in);
                    case VALUE -> value = values.read(in);
                    default -> in.skipChildren();
                }
            }
            map.put(key, value);
        }
        return map;
    }
}
