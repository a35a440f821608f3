package io.bendsync.converter.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** Connect's values as texts that tell all differences but those between its two classes for bytes. */
@SuppressWarnings("JavaUtilDate") // the class of Connect's logical types
final class Described {

    private Described() {}

    static String value(Object value) {
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return value(bytes);
        }
        if (value instanceof byte[] bytes) {
            return "bytes " + new String(bytes, StandardCharsets.ISO_8859_1);
        }
        if (value instanceof Struct struct) {
            StringBuilder text = new StringBuilder("struct{");
            for (Field field : struct.schema().fields()) {
                text.append(field.name()).append('=').append(value(struct.getWithoutDefault(field.name())));
                text.append(';');
            }
            return text.append('}').toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Described::value).toList().toString();
        }
        if (value instanceof Map<?, ?> map) {
            // Sorted: byte arrays as keys stand in no order that would be the same twice.
            return map.entrySet().stream()
                    .map(entry -> value(entry.getKey()) + "->" + value(entry.getValue()))
                    .sorted()
                    .toList()
                    .toString();
        }
        if (value instanceof java.util.Date date) {
            return "date " + date.toInstant();
        }
        return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
    }
}
