package io.bendsync.converter.json.write;

import io.bendsync.converter.json.fallback.HandOver;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** Writes values that come without a schema, each as its class says. */
final class SchemalessWriter extends ValueWriter {

    /** Jackson refuses documents a thousand deep; where exactly is the original's affair. */
    private static final int MAX_DEPTH = 500;

    @Override
    void writeValue(JsonBytes out, Object value) {
        write(out, value, 0);
    }

    private static void write(JsonBytes out, Object value, int depth) {
        if (value == null) {
            out.nullLiteral();
        } else if (value instanceof String text) {
            out.string(text);
        } else if (value instanceof Long || value instanceof Integer) {
            out.number(((Number) value).longValue());
        } else if (value instanceof Short || value instanceof Byte) {
            out.number(((Number) value).longValue());
        } else if (value instanceof Double number) {
            out.number(number.doubleValue());
        } else if (value instanceof Float number) {
            out.number(number.floatValue());
        } else if (value instanceof Boolean bool) {
            out.bool(bool);
        } else if (value instanceof byte[] || value instanceof ByteBuffer) {
            out.base64(PrimitiveWriter.bytes(value));
        } else if (depth == MAX_DEPTH || (value instanceof List) == (value instanceof Map)) {
            throw HandOver.signal();
        } else if (value instanceof List<?> list) {
            writeList(out, list, depth);
        } else {
            writeMap(out, (Map<?, ?>) value, depth);
        }
    }

    private static void writeList(JsonBytes out, List<?> list, int depth) {
        out.raw('[');
        boolean first = true;
        for (Object element : list) {
            if (!first) {
                out.raw(',');
            }
            first = false;
            write(out, element, depth + 1);
        }
        out.raw(']');
    }

    private static void writeMap(JsonBytes out, Map<?, ?> map, int depth) {
        boolean object = map.keySet().stream().allMatch(String.class::isInstance);
        out.raw(object ? '{' : '[');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!first) {
                out.raw(',');
            }
            first = false;
            if (!object) {
                out.raw('[');
            }
            write(out, entry.getKey(), depth + 2);
            out.raw(object ? ':' : ',');
            write(out, entry.getValue(), depth + 2);
            if (!object) {
                out.raw(']');
            }
        }
        out.raw(object ? '}' : ']');
    }
}
