package io.bendsync.sink.record;

import io.bendsync.sink.schema.Geometry;
import java.nio.ByteBuffer;

/** About how much heap a waiting row takes: rather too much than too little, since it bounds the buffer. */
final class MemoryUse {
    private static final int RECORD = 400;
    private static final int COLUMN = 40;

    private MemoryUse() {}

    static int ofRow(int columns) {
        return RECORD + COLUMN * columns;
    }

    static int ofValues(Object[] values) {
        long bytes = 0;
        for (Object value : values) {
            if (value instanceof String text) {
                bytes += text.length() * 2L;
            } else if (value instanceof byte[] array) {
                bytes += array.length;
            } else if (value instanceof ByteBuffer buffer) {
                bytes += buffer.remaining();
            } else if (value instanceof Geometry shape) {
                bytes += shape.wkb().length;
            } else if (value instanceof java.util.List<?> list) {
                bytes += list.size() * 24L;
            }
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE / 2);
    }
}
