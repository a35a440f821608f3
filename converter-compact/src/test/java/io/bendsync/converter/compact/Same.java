package io.bendsync.converter.compact;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Values and schemas as text that tells all differences, also those that equals does not see or that it sees where
 * there are none: arrays of bytes, signs of zeros, nulls and defaults, the order of parameters and entries.
 */
final class Same {

    private Same() {}

    static String describe(Object value) {
        if (value instanceof byte[] bytes) {
            return "bytes " + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return describe(bytes); // they come out as an array, as from Kafka's JsonConverter
        }
        if (value instanceof Double number) {
            return "double " + Long.toHexString(Double.doubleToRawLongBits(number));
        }
        if (value instanceof Float number) {
            return "float " + Integer.toHexString(Float.floatToRawIntBits(number));
        }
        if (value instanceof Struct struct) {
            StringBuilder text = new StringBuilder("struct{");
            for (Field field : struct.schema().fields()) {
                text.append(field.name()).append('=').append(describe(struct.getWithoutDefault(field.name())));
                text.append(';');
            }
            return text.append('}').toString();
        }
        if (value instanceof List<?> list) {
            return "list" + list.stream().map(Same::describe).toList();
        }
        if (value instanceof Map<?, ?> map) {
            return "map"
                    + map.entrySet().stream()
                            .map(entry -> describe(entry.getKey()) + "->" + describe(entry.getValue()))
                            .toList();
        }
        return value == null ? "null" : value.getClass().getName() + " " + value;
    }

    static String describe(Schema schema) {
        if (schema == null) {
            return "no schema";
        }
        StringBuilder text = new StringBuilder()
                .append(List.of(schema.type(), schema.isOptional()))
                .append(schema.name())
                .append(schema.version())
                .append(schema.doc())
                .append(schema.parameters())
                .append(describe(schema.defaultValue()));
        switch (schema.type()) {
            case ARRAY -> text.append(describe(schema.valueSchema()));
            case MAP -> text.append(describe(schema.keySchema())).append(describe(schema.valueSchema()));
            case STRUCT ->
                schema.fields()
                        .forEach(field -> text.append(field.index())
                                .append(field.name())
                                .append(':')
                                .append(describe(field.schema())));
            default -> {
                // nothing within
            }
        }
        return text.toString();
    }
}
