package io.bendsync.sink.record;

import io.bendsync.sink.schema.Geometry;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** About how much heap a waiting row takes: rather too much than too little, since it bounds the buffer. */
final class MemoryUse {
    private static final int RECORD = 400;
    private static final int COLUMN = 40;
    private static final long ELEMENT = 24;

    private MemoryUse() {}

    static int ofRow(int columns) {
        return RECORD + COLUMN * columns;
    }

    static int ofValues(Object[] values) {
        return (int) Math.min(of(Arrays.asList(values)), Integer.MAX_VALUE / 2);
    }

    private static long of(Collection<?> values) {
        long bytes = 0;
        for (Object value : values) {
            if (value == null || value instanceof Number || value instanceof Boolean) {
                continue; // most values; asking whether they are lists first would cost more than all else here
            }
            if (value instanceof String text) {
                bytes += text.length() * 2L;
            } else if (value instanceof byte[] array) {
                bytes += array.length;
            } else if (value instanceof ByteBuffer buffer) {
                bytes += buffer.remaining();
            } else if (value instanceof Geometry shape) {
                bytes += shape.wkb().length;
            } else if (value instanceof List<?> list) {
                bytes += list.size() * ELEMENT + of(list);
            } else if (value instanceof Map<?, ?> map) {
                bytes += 2L * map.size() * ELEMENT + of(map.keySet()) + of(map.values());
            }
        }
        return bytes;
    }
}
