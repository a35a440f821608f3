package io.bendsync.converter.json.write;

import io.bendsync.converter.json.fallback.HandOver;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.data.Schema;

/** Writes numbers, booleans, strings and bytes; a value of another class than the schema's is handed over. */
final class PrimitiveWriter extends ValueWriter {

    private final Schema.Type type;

    PrimitiveWriter(Schema schema, boolean defaultsForNull) {
        super(schema, defaultsForNull);
        this.type = schema.type();
    }

    @Override
    void writeValue(JsonBytes out, Object value) {
        switch (type) {
            case INT8 -> out.number(as(Byte.class, value));
            case INT16 -> out.number(as(Short.class, value));
            case INT32 -> out.number(as(Integer.class, value));
            case INT64 -> out.number(as(Long.class, value));
            case FLOAT32 -> out.number(as(Float.class, value).floatValue());
            case FLOAT64 -> out.number(as(Double.class, value).doubleValue());
            case BOOLEAN -> out.bool(as(Boolean.class, value));
            case STRING -> out.string(as(CharSequence.class, value).toString());
            case BYTES -> out.base64(bytes(value));
            default -> throw HandOver.signal();
        }
    }

    /** The whole array behind a buffer, whatever its position: so the original does it. */
    static byte[] bytes(Object value) {
        return value instanceof byte[] array
                ? array
                : as(ByteBuffer.class, value).array();
    }

    private static <T> T as(Class<T> type, Object value) {
        if (!type.isInstance(value)) {
            throw HandOver.signal();
        }
        return type.cast(value);
    }
}
