package io.bendsync.converter.schemas.record;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Says where two schemas part. Unlike {@code equals} it takes defaults of equal bytes for equal, and those of 0.0 and -0.0. */
public final class Differences {

    private Differences() {}

    /** What the second schema has not as the first has it, or nothing if they are alike. */
    public static Optional<String> first(Schema wanted, Schema got) {
        return Optional.ofNullable(difference("the record", wanted, got));
    }

    private static String difference(String at, Schema wanted, Schema got) {
        if (wanted.type() != got.type()) {
            return "the type of " + at + ", " + wanted.type();
        }
        if (wanted.isOptional() != got.isOptional()) {
            return "that " + at + " is " + (wanted.isOptional() ? "" : "not ") + "optional";
        }
        if (!Objects.equals(wanted.name(), got.name())) {
            return "the schema name of " + at + ", " + wanted.name();
        }
        if (!Objects.equals(wanted.version(), got.version())) {
            return "the schema version of " + at + ", " + wanted.version();
        }
        if (!Objects.equals(wanted.doc(), got.doc())) {
            return "the documentation of " + at;
        }
        if (!parameters(wanted).equals(parameters(got))) {
            return "the parameters of " + at + ", " + parameters(wanted).keySet();
        }
        if (!Objects.deepEquals(plain(wanted.defaultValue()), plain(got.defaultValue()))) {
            return "the default of " + at;
        }
        return switch (wanted.type()) {
            case STRUCT -> differentField(wanted, got);
            case ARRAY -> difference("an element of " + at, wanted.valueSchema(), got.valueSchema());
            case MAP -> {
                String key = difference("a key of " + at, wanted.keySchema(), got.keySchema());
                yield key != null ? key : difference("a value of " + at, wanted.valueSchema(), got.valueSchema());
            }
            default -> null;
        };
    }

    private static String differentField(Schema wanted, Schema got) {
        List<String> names = wanted.fields().stream().map(Field::name).toList();
        List<String> others = got.fields().stream().map(Field::name).toList();
        if (!names.equals(others)) {
            return "the fields " + names;
        }
        for (int i = 0; i < names.size(); i++) {
            String difference = difference(
                    "field " + names.get(i),
                    wanted.fields().get(i).schema(),
                    got.fields().get(i).schema());
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    private static Map<String, String> parameters(Schema schema) {
        return schema.parameters() == null ? Map.of() : schema.parameters();
    }

    private static Object plain(Object value) {
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        if (value instanceof Struct struct) {
            return struct.schema().fields().stream()
                    .map(field -> plain(struct.getWithoutDefault(field.name())))
                    .toArray();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Differences::plain).toArray();
        }
        if (value instanceof Map<?, ?> map) {
            // In their order, which all converters here keep.
            return map.entrySet().stream()
                    .map(entry -> new Object[] {plain(entry.getKey()), plain(entry.getValue())})
                    .toArray();
        }
        // JSON's numbers have no sign of zero.
        if (value instanceof Float number && number == 0) {
            return 0f;
        }
        return value instanceof Double number && number == 0 ? Double.valueOf(0) : value;
    }
}
