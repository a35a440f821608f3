package io.bendsync.converter.json.write;

import io.bendsync.converter.json.fallback.HandOver;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;

/** Writes maps: {@code {"key":value,…}} where the keys are strings, else {@code [[key,value],…]}. */
abstract class MapWriter extends ValueWriter {

    private final ValueWriter values;
    private final char open;
    private final char close;

    private MapWriter(Schema schema, boolean defaultsForNull, ValueWriter values, String brackets) {
        super(schema, defaultsForNull);
        this.values = values;
        this.open = brackets.charAt(0);
        this.close = brackets.charAt(1);
    }

    @Override
    final void writeValue(JsonBytes out, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw HandOver.signal();
        }
        char before = open;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.raw(before);
            writeEntry(out, entry.getKey(), entry.getValue());
            before = ',';
        }
        if (before == open) {
            out.raw(open);
        }
        out.raw(close);
    }

    abstract void writeEntry(JsonBytes out, Object key, Object value);

    final void writeMapped(JsonBytes out, Object value) {
        values.write(out, value);
    }

    /** With keys of type string and no special meaning. */
    static MapWriter object(Schema schema, boolean defaultsForNull, ValueWriter values) {
        return new MapWriter(schema, defaultsForNull, values, "{}") {
            @Override
            void writeEntry(JsonBytes out, Object key, Object value) {
                // Other texts than strings may be equal once written, and the original then keeps one.
                if (!(key instanceof String name)) {
                    throw HandOver.signal();
                }
                out.string(name);
                out.raw(':');
                writeMapped(out, value);
            }
        };
    }

    static MapWriter pairs(Schema schema, boolean defaultsForNull, ValueWriter keys, ValueWriter values) {
        return new MapWriter(schema, defaultsForNull, values, "[]") {
            @Override
            void writeEntry(JsonBytes out, Object key, Object value) {
                out.raw('[');
                keys.write(out, key);
                out.raw(',');
                writeMapped(out, value);
                out.raw(']');
            }
        };
    }
}
