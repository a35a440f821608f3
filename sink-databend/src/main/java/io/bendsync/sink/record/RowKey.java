package io.bendsync.sink.record;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Makes values comparable as keys: numbers by value whatever their Java class, bytes by content. Two rows whose key
 * objects are equal are one row in Databend, and the other way round.
 */
final class RowKey {
    /** Up to here a DOUBLE holds each whole number. */
    private static final double LARGEST_WHOLE = 1L << 53;

    private RowKey() {}

    /**
     * A row's key.
     *
     * @throws BadRecordException where there is none, or a key column is NULL, which Databend would never match
     */
    static Object of(RowShape shape, Object[] values) {
        List<Integer> keys = shape.keys();
        if (keys.isEmpty()) {
            throw new BadRecordException("the record's key has no field, so no row can be found by it");
        }
        Object[] parts = new Object[keys.size()];
        for (int i = 0; i < parts.length; i++) {
            Object value = values[keys.get(i)];
            if (value == null) {
                throw new BadRecordException("key column '"
                        + shape.columns().get(keys.get(i)).name() + "' is NULL, which no row can be found by");
            }
            parts[i] = comparable(value);
        }
        return parts.length == 1 ? parts[0] : Arrays.asList(parts);
    }

    private static Object comparable(Object value) {
        if (value instanceof BigDecimal decimal) {
            BigDecimal plain = decimal.stripTrailingZeros();
            return plain.scale() <= 0 && plain.precision() - plain.scale() <= 18
                    ? (Object) plain.longValueExact()
                    : plain;
        }
        if (value instanceof Float || value instanceof Double) {
            double number = ((Number) value).doubleValue();
            // In objects without a schema 1 and 1.0 are one number, as -0.0 and 0.0 are.
            return number == Math.rint(number) && Math.abs(number) < LARGEST_WHOLE ? (Object) (long) number : number;
        }
        if (value instanceof Number number) {
            return number.longValue();
        }
        return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
    }
}
