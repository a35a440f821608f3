package io.bendsync.converter.compact.write;

import io.bendsync.converter.compact.wire.CompactBytes;
import io.bendsync.converter.compact.wire.Unfit;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;

/** Writes maps: how many entries, and of each the key and the value. */
final class MapWriter extends ValueWriter {

    private final ValueWriter keys;
    private final ValueWriter values;

    MapWriter(Schema schema, ValueWriter keys, ValueWriter values) {
        super(schema);
        this.keys = keys;
        this.values = values;
    }

    @Override
    public void writeValue(CompactBytes out, Object value) {
        Map<?, ?> map = as(Map.class, value);
        out.unsigned(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            write(out, keys, entry.getKey(), "[key]");
            write(out, values, entry.getValue(), "[value]"); // not which: its key is a value, too
        }
    }

    private static void write(CompactBytes out, ValueWriter writer, Object value, String place) {
        try {
            writer.write(out, value);
        } catch (Unfit e) {
            throw e.within(place);
        }
    }
}
