package io.bendsync.converter.json.read;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;

/** Reads maps: {@code {"key":value,…}} where the keys are strings, else {@code [[key,value],…]}. */
final class MapReader extends ValueReader {

    /** Null where the keys are strings. */
    private final ValueReader keys;

    private final ValueReader values;

    MapReader(Schema schema, boolean defaultsForNull, ValueReader keys, ValueReader values) {
        super(schema, defaultsForNull);
        this.keys = keys;
        this.values = values;
    }

    @Override
    Object readValue(JsonCursor in) {
        Map<Object, Object> map = new HashMap<>();
        in.expect(keys == null ? '{' : '[');
        char close = keys == null ? '}' : ']';
        if (in.accept(close)) {
            return map;
        }
        do {
            if (keys == null) {
                String name = JsonText.name(in);
                in.expect(':');
                map.put(name, values.read(in));
            } else {
                in.expect('[');
                Object key = keys.read(in);
                in.expect(',');
                map.put(key, values.read(in));
                in.expect(']');
            }
        } while (in.another(close));
        return map;
    }
}
