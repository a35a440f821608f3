package io.bendsync.converter.compact.read;

import io.bendsync.converter.compact.wire.CompactCursor;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;

/** Reads lists. */
final class ArrayReader extends ValueReader {

    private final ValueReader element;

    ArrayReader(Schema schema, ValueReader element) {
        super(schema);
        this.element = element;
    }

    @Override
    public Object readValue(CompactCursor in) {
        int count = in.count();
        List<Object> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(element.read(in));
        }
        return elements;
    }
}
