package io.bendsync.converter.json.read;

import io.bendsync.converter.json.fallback.HandOver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;

/** Reads values that come without a schema: whole numbers as Long, others as Double, objects as Map. */
final class SchemalessReader extends ValueReader {

    /** Jackson refuses documents a thousand deep; where exactly is the original's affair. */
    private static final int MAX_DEPTH = 500;

    SchemalessReader() {
        super(Schema.OPTIONAL_STRING_SCHEMA, false);
    }

    @Override
    Object readValue(JsonCursor in) {
        return read(in, 0);
    }

    private static Object read(JsonCursor in, int depth) {
        if (depth > MAX_DEPTH) {
            throw HandOver.signal();
        }
        return switch (in.peek()) {
            case '{' -> map(in, depth);
            case '[' -> list(in, depth);
            case '"' -> JsonText.string(in);
            case 't', 'f' -> PrimitiveReader.bool(in);
            case 'n' -> {
                in.expect(NULL);
                yield null;
            }
            default -> number(JsonNumber.next(in));
        };
    }

    private static Object number(JsonNumber number) {
        if (number.integral()) {
            return number.longValue();
        }
        return number.doubleValue();
    }

    private static Object list(JsonCursor in, int depth) {
        in.advance();
        List<Object> list = new ArrayList<>();
        if (in.accept(']')) {
            return list;
        }
        do {
            list.add(read(in, depth + 1));
        } while (in.another(']'));
        return list;
    }

    private static Object map(JsonCursor in, int depth) {
        in.advance();
        Map<Object, Object> map = new HashMap<>();
        if (in.accept('}')) {
            return map;
        }
        do {
            String name = JsonText.name(in);
            in.expect(':');
            map.put(name, read(in, depth + 1));
        } while (in.another('}'));
        return map;
    }
}
