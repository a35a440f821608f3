package io.bendsync.converter.json;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;

/** What a converter made of something: a result or an exception, as text that tells all differences. */
record Outcome(String text) {

    static Outcome of(Callable<?> conversion) {
        try {
            return new Outcome(describe(conversion.call()));
        } catch (Exception e) {
            return new Outcome(e.getClass().getName() + ": " + e.getMessage());
        }
    }

    boolean isError() {
        return text.contains("Exception: ");
    }

    private static String describe(Object value) {
        if (value instanceof byte[] bytes) {
            return "bytes " + new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        }
        if (value instanceof SchemaAndValue both) {
            return "schema " + describe((Object) both.schema()) + " value " + describe(both.value());
        }
        if (value instanceof Schema schema) {
            return describe(schema);
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
            StringBuilder text = new StringBuilder(value.getClass().getName()).append('[');
            for (Object element : list) {
                text.append(describe(element)).append(';');
            }
            return text.append(']').toString();
        }
        if (value instanceof Map<?, ?> map) {
            // Sorted: byte arrays as keys stand in no order that would be the same twice.
            return value.getClass().getName()
                    + map.entrySet().stream()
                            .map(entry -> describe(entry.getKey()) + "->" + describe(entry.getValue()))
                            .sorted()
                            .toList();
        }
        return value == null ? "null" : value.getClass().getName() + " " + value;
    }

    private static String describe(Schema schema) {
        StringBuilder text = new StringBuilder(schema.getClass().getName())
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
                        .forEach(field -> text.append(field.name()).append(':').append(describe(field.schema())));
            default -> {
                // nothing within
            }
        }
        return text.toString();
    }
}
