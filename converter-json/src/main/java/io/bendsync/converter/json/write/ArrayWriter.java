package io.bendsync.converter.json.write;

import io.bendsync.converter.json.fallback.HandOver;
import java.util.Collection;
import org.apache.kafka.connect.data.Schema;

/** Writes {@code [element,…]}. */
final class ArrayWriter extends ValueWriter {

    private final ValueWriter element;

    ArrayWriter(Schema schema, boolean defaultsForNull, ValueWriter element) {
        super(schema, defaultsForNull);
        this.element = element;
    }

    @Override
    void writeValue(JsonBytes out, Object value) {
        if (!(value instanceof Collection<?> elements)) {
            throw HandOver.signal();
        }
        char before = '[';
        for (Object one : elements) {
            out.raw(before);
            element.write(out, one);
            before = ',';
        }
        if (before == '[') {
            out.raw('[');
        }
        out.raw(']');
    }
}
