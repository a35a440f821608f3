package io.bendsync.converter.compact.read;

import io.bendsync.converter.compact.wire.CompactCursor;
import io.bendsync.converter.compact.wire.Limits;
import io.bendsync.converter.compact.wire.Malformed;
import io.bendsync.converter.compact.wire.Tags;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads values that come without a schema. */
@SuppressWarnings("JavaUtilDate") // the class of Connect's logical types
final class SchemalessReader extends ValueReader {

    SchemalessReader() {
        super(false);
    }

    @Override
    public Object readValue(CompactCursor in) {
        return read(in, 1);
    }

    private static Object read(CompactCursor in, int depth) {
        byte tag = in.one();
        return switch (tag) {
            case Tags.NULL -> null;
            case Tags.FALSE -> false;
            case Tags.TRUE -> true;
            case Tags.INT8 -> (byte) in.signed(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case Tags.INT16 -> (short) in.signed(Short.MIN_VALUE, Short.MAX_VALUE);
            case Tags.INT32 -> (int) in.signed(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case Tags.INT64 -> in.signed();
            case Tags.FLOAT32 -> in.float32();
            case Tags.FLOAT64 -> in.float64();
            case Tags.TEXT -> in.text();
            case Tags.BYTES -> in.bytes();
            case Tags.DECIMAL -> {
                int scale = (int) in.signed(Integer.MIN_VALUE, Integer.MAX_VALUE);
                yield new BigDecimal(integer(in), scale);
            }
            case Tags.INTEGER -> integer(in);
            case Tags.DATE -> new Date(in.signed());
            case Tags.LIST -> list(in, depth);
            case Tags.MAP -> map(in, depth);
            default -> throw new Malformed("a value of unknown kind " + tag, in.position() - 1);
        };
    }

    private static BigInteger integer(CompactCursor in) {
        return DecimalReader.integer(in, in.count());
    }

    private static List<Object> list(CompactCursor in, int depth) {
        int count = count(in, depth);
        List<Object> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(read(in, depth + 1));
        }
        return list;
    }

    private static Map<Object, Object> map(CompactCursor in, int depth) {
        int count = count(in, depth);
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Object key = read(in, depth + 1);
            map.put(key, read(in, depth + 1));
        }
        return map;
    }

    private static int count(CompactCursor in, int depth) {
        if (depth > Limits.DEPTH) {
            throw new Malformed("lists and maps of more than " + Limits.DEPTH + " levels", in.position());
        }
        return in.count();
    }
}
