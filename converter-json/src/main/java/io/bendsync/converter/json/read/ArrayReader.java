package io.bendsync.converter.json.read;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;

/** Reads {@code [element,…]}. */
final class ArrayReader extends ValueReader {

    private final ValueReader element;

    ArrayReader(Schema schema, boolean defaultsForNull, ValueReader element) {
        super(schema, defaultsForNull);
        this.element = element;
    }

    @Override
    Object readValue(JsonCursor in) {
        in.expect('[');
        List<Object> elements = new ArrayList<>();
        if (in.accept(']')) {
            return elements;
        }
        do {
            elements.add(element.read(in));
        } while (in.another(']'));
        return elements;
    }
}
