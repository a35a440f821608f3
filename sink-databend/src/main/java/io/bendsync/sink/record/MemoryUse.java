package io.bendsync.sink.record;

import io.bendsync.sink.schema.BooleanType;
import io.bendsync.sink.schema.ColumnType;
import io.bendsync.sink.schema.DateType;
import io.bendsync.sink.schema.DoubleType;
import io.bendsync.sink.schema.FloatType;
import io.bendsync.sink.schema.Geometry;
import io.bendsync.sink.schema.IntegerType;
import io.bendsync.sink.schema.TimestampType;
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

    /** Whether one value of this type may take more memory than another. */
    static boolean varies(ColumnType type) {
        return !(type instanceof BooleanType
                || type instanceof IntegerType
                || type instanceof FloatType
                || type instanceof DoubleType
                || type instanceof DateType
                || type instanceof TimestampType);
    }

    /** What a value takes beyond a column's usual share. */
    static long ofValue(Object value) {
        if (value instanceof String text) {
            return text.length() * 2L;
        }
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return 0;
        }
        if (value instanceof byte[] array) {
            return array.length;
        }
        if (value instanceof ByteBuffer buffer) {
            return buffer.remaining();
        }
        if (value instanceof Geometry shape) {
            return shape.wkb().length;
        }
        if (value instanceof List<?> list) {
            return list.size() * ELEMENT + of(list);
        }
        if (value instanceof Map<?, ?> map) {
            return 2L * map.size() * ELEMENT + of(map.keySet()) + of(map.values());
        }
        return 0;
    }

    private static long of(Collection<?> values) {
        long bytes = 0;
        for (Object value : values) {
            bytes += ofValue(value);
        }
        return bytes;
    }
}
