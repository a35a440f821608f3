package io.bendsync.converter.compact.write;

import io.bendsync.converter.compact.wire.CompactBytes;
import io.bendsync.converter.compact.wire.Limits;
import io.bendsync.converter.compact.wire.Tags;
import io.bendsync.converter.compact.wire.Unfit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** Writes values that come without a schema, each behind a byte that says what it is. */
@SuppressWarnings("JavaUtilDate") // the class of Connect's logical types
final class SchemalessWriter extends ValueWriter {

    SchemalessWriter() {
        super(false);
    }

    @Override
    public void writeValue(CompactBytes out, Object value) {
        write(out, value, 1);
    }

    private static void write(CompactBytes out, Object value, int depth) {
        if (value == null) {
            out.one(Tags.NULL);
        } else if (value instanceof String text) {
            out.one(Tags.TEXT);
            out.text(text);
        } else if (value instanceof Boolean bool) {
            out.one(bool ? Tags.TRUE : Tags.FALSE);
        } else if (value instanceof Number number) {
            write(out, number);
        } else if (value instanceof Date date) {
            out.one(Tags.DATE);
            out.signed(date.getTime());
        } else if (value instanceof byte[] || value instanceof ByteBuffer) {
            out.one(Tags.BYTES);
            out.bytes(PrimitiveWriter.array(value));
        } else if (depth > Limits.DEPTH) {
            throw new Unfit("lists and maps of more than " + Limits.DEPTH + " levels");
        } else if (value instanceof List<?> list) {
            write(out, list, depth);
        } else if (value instanceof Map<?, ?> map) {
            write(out, map, depth);
        } else {
            throw Unfit.expected("what Kafka Connect knows without a schema", value);
        }
    }

    private static void write(CompactBytes out, Number value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            out.one(
                    value instanceof Long
                            ? Tags.INT64
                            : value instanceof Integer ? Tags.INT32 : value instanceof Short ? Tags.INT16 : Tags.INT8);
            out.signed(value.longValue());
        } else if (value instanceof Double number) {
            out.one(Tags.FLOAT64);
            out.float64(number);
        } else if (value instanceof Float number) {
            out.one(Tags.FLOAT32);
            out.float32(number);
        } else if (value instanceof BigDecimal decimal) {
            out.one(Tags.DECIMAL);
            out.signed(decimal.scale());
            out.bytes(decimal.unscaledValue().toByteArray());
        } else if (value instanceof BigInteger integer) {
            out.one(Tags.INTEGER);
            out.bytes(integer.toByteArray());
        } else {
            throw Unfit.expected("what Kafka Connect knows without a schema", value);
        }
    }

    private static void write(CompactBytes out, List<?> list, int depth) {
        out.one(Tags.LIST);
        out.unsigned(list.size());
        int index = 0;
        try {
            for (Object element : list) {
                write(out, element, depth + 1);
                index++;
            }
        } catch (Unfit e) {
            throw e.within("[" + index + "]");
        }
    }

    private static void write(CompactBytes out, Map<?, ?> map, int depth) {
        out.one(Tags.MAP);
        out.unsigned(map.size());
        try {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                write(out, entry.getKey(), depth + 1);
                write(out, entry.getValue(), depth + 1);
            }
        } catch (Unfit e) {
            throw e.within("[entry]");
        }
    }
}
