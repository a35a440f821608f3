package io.bendsync.converter.schemas;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** Schemas of every kind and values that fit them, from a seed: the same seed gives the same samples. */
@SuppressWarnings("JavaUtilDate") // the class of Connect's logical types
final class Samples {

    private static final long DAY_MILLIS = 86_400_000;
    private static final Schema.Type[] TYPES = Schema.Type.values();
    private static final String[] NAMES = {
        "id",
        "message",
        "_id",
        "Id",
        "größe",
        "1st",
        "a_b",
        "aB",
        " ",
        "a b",
        "quote\"d",
        "back\\slash",
        "日本",
        "\uD83D\uDE00",
        "tab\t",
        "x,\"y\":"
    };

    private final SplittableRandom random;

    Samples(long seed) {
        this.random = new SplittableRandom(seed);
    }

    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    Schema schema() {
        return schema(0);
    }

    private Schema schema(int depth) {
        SchemaBuilder builder = once(5) ? logical() : plain(depth);
        if (once(2)) {
            builder.optional();
        }
        if (builder.version() == null && once(6)) {
            builder.version(below(5));
        }
        if (once(8)) {
            builder.doc(text());
        }
        if (once(5)) {
            builder.parameter("p" + below(3), text()).parameter("payload", "x");
        }
        if (builder.name() == null && once(6)) {
            builder.name("io.example." + name());
        }
        // A builder takes no struct for a default: it is not the schema of that struct yet.
        if (builder.type() != Schema.Type.STRUCT && once(4)) {
            Object value = value(builder.build());
            if (value != null) {
                builder.defaultValue(value);
            }
        }
        return builder.build();
    }

    private SchemaBuilder logical() {
        return switch (below(5)) {
            case 0 -> Decimal.builder(below(40) - 5);
            case 1 -> org.apache.kafka.connect.data.Date.builder();
            case 2 -> Time.builder();
            case 3 -> Timestamp.builder();
            default ->
                SchemaBuilder.int64().name("io.debezium.time.MicroTimestamp").version(1);
        };
    }

    private SchemaBuilder plain(int depth) {
        Schema.Type type = TYPES[below(depth < 3 ? TYPES.length : 9)];
        return switch (type) {
            case ARRAY -> SchemaBuilder.array(schema(depth + 1));
            case MAP ->
                once(3)
                        ? SchemaBuilder.map(schema(depth + 1), schema(depth + 1))
                        : SchemaBuilder.map(Schema.STRING_SCHEMA, schema(depth + 1));
            case STRUCT -> struct(depth);
            default -> SchemaBuilder.type(type);
        };
    }

    private SchemaBuilder struct(int depth) {
        SchemaBuilder builder = SchemaBuilder.struct();
        int fields = below(8);
        for (int i = 0; i < fields; i++) {
            String name = once(3) ? name() : name() + i;
            if (builder.field(name) == null) {
                builder.field(name, schema(depth + 1));
            }
        }
        return builder;
    }

    private String name() {
        return once(2) ? NAMES[below(NAMES.length)] : "column_" + below(100);
    }

    /** A value that fits; null now and then where the schema allows it. */
    Object value(Schema schema) {
        if (schema.isOptional() && once(4)) {
            return null;
        }
        if (Decimal.LOGICAL_NAME.equals(schema.name())) {
            int scale = Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD));
            return new BigDecimal(new BigInteger(below(220), new java.util.Random(below(1000))), scale)
                    .multiply(BigDecimal.valueOf(once(2) ? -1 : 1));
        }
        if (org.apache.kafka.connect.data.Date.LOGICAL_NAME.equals(schema.name())) {
            return new Date((below(4_000_000) - 2_000_000) * DAY_MILLIS);
        }
        if (Time.LOGICAL_NAME.equals(schema.name())) {
            return new Date(random.nextLong(DAY_MILLIS + 1));
        }
        if (Timestamp.LOGICAL_NAME.equals(schema.name())) {
            return new Date(whole());
        }
        return plainValue(schema);
    }

    private Object plainValue(Schema schema) {
        return switch (schema.type()) {
            case INT8 -> (byte) whole();
            case INT16 -> (short) whole();
            case INT32 -> (int) whole();
            case INT64 -> whole();
            case FLOAT32 -> (float) fraction();
            case FLOAT64 -> fraction();
            case BOOLEAN -> once(2);
            case STRING -> text();
            case BYTES -> once(3) ? ByteBuffer.wrap(bytes()) : bytes();
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                for (int i = below(4); i > 0; i--) {
                    list.add(value(schema.valueSchema()));
                }
                yield list;
            }
            case MAP -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                for (int i = below(4); i > 0; i--) {
                    Object key = value(schema.keySchema());
                    // Arrays of the same bytes are different keys, which no format can tell apart.
                    if (map.keySet().stream().map(Described::value).noneMatch(Described.value(key)::equals)) {
                        map.put(key, value(schema.valueSchema()));
                    }
                }
                yield map;
            }
            case STRUCT -> {
                Struct struct = new Struct(schema);
                for (Field field : schema.fields()) {
                    struct.put(field, value(field.schema()));
                }
                yield struct;
            }
        };
    }

    private long whole() {
        return switch (below(5)) {
            case 0 -> below(20) - 10;
            case 1 -> random.nextLong();
            case 2 -> Long.MIN_VALUE;
            case 3 -> Long.MAX_VALUE;
            default -> random.nextLong() >> below(64);
        };
    }

    private double fraction() {
        return switch (below(10)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> -0.0;
            case 3 -> Double.MIN_VALUE;
            case 4 -> Double.longBitsToDouble(random.nextLong());
            case 5 -> below(100);
            case 6 -> -Double.MAX_VALUE;
            default -> (below(2_000_000) - 1_000_000) / 100.0;
        };
    }

    private byte[] bytes() {
        byte[] bytes = new byte[below(20)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) below(256);
        }
        return bytes;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        int kind = below(10);
        for (int i = below(12); i > 0; i--) {
            if (kind < 5) {
                text.append((char) (' ' + below(95)));
            } else if (kind < 7) {
                text.append((char) below(0x180));
            } else if (kind < 9) {
                int point = below(0x10FFFF);
                text.appendCodePoint(point >= 0xD800 && point < 0xE000 ? '?' : point);
            } else {
                text.append("\"\\/\b\f\n\r\t\u0000\u001F\u007F".charAt(below(11)));
            }
        }
        return text.toString();
    }
}
