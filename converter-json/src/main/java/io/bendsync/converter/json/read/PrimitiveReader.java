package io.bendsync.converter.json.read;

import io.bendsync.converter.json.fallback.HandOver;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.Schema;

/** Reads numbers, booleans, strings and bytes. Integers too large for their type lose their upper bits. */
final class PrimitiveReader extends ValueReader {

    static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private final Schema.Type type;

    PrimitiveReader(Schema schema, boolean defaultsForNull) {
        super(schema, defaultsForNull);
        this.type = schema.type();
    }

    @Override
    Object readValue(JsonCursor in) {
        return switch (type) {
            case INT8 -> (byte) JsonNumber.next(in).longValue();
            case INT16 -> (short) JsonNumber.next(in).longValue();
            case INT32 -> (int) JsonNumber.next(in).longValue();
            case INT64 -> JsonNumber.next(in).longValue();
            case FLOAT32 -> JsonNumber.next(in).floatValue();
            case FLOAT64 -> JsonNumber.next(in).doubleValue();
            case BOOLEAN -> bool(in);
            case STRING -> JsonText.string(in);
            case BYTES -> JsonText.base64(in);
            default -> throw HandOver.signal();
        };
    }

    static boolean bool(JsonCursor in) {
        if (in.peek() == 't') {
            in.expect(TRUE);
            return true;
        }
        in.expect(FALSE);
        return false;
    }
}
