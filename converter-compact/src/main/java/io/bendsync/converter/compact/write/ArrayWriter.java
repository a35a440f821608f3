package io.bendsync.converter.compact.write;

import io.bendsync.converter.compact.wire.CompactBytes;
import io.bendsync.converter.compact.wire.Unfit;
import java.util.List;
import org.apache.kafka.connect.data.Schema;

/** Writes lists: how many elements, and each of them. */
final class ArrayWriter extends ValueWriter {

    private final ValueWriter element;

    ArrayWriter(Schema schema, ValueWriter element) {
        super(schema);
        this.element = element;
    }

    @Override
    public void writeValue(CompactBytes out, Object value) {
        List<?> elements = as(List.class, value);
        out.unsigned(elements.size());
        int index = 0;
        try {
            for (Object one : elements) {
                element.write(out, one);
                index++;
            }
        } catch (Unfit e) {
            throw e.within("[" + index + "]");
        }
    }
}
