package io.bendsync.converter.compact.read;

import io.bendsync.converter.compact.wire.CompactCursor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;

/** Reads maps, whose entries keep their order. */
final class MapReader extends ValueReader {

    private final ValueReader keys;
    private final ValueReader values;

    MapReader(Schema schema, ValueReader keys, ValueReader values) {
        super(schema);
        this.keys = keys;
        this.values = values;
    }

    @Override
    public Object readValue(CompactCursor in) {
        int count = in.count();
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Object key = keys.read(in);
            map.put(key, values.read(in));
        }
        return map;
    }
}
