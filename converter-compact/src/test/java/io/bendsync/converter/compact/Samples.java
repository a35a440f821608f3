package io.bendsync.converter.compact;

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
        "id", "name", "VARCHAR", "größe", "a b", "", "日本", "\uD83D\uDE00", "nul\0", "__debezium.source.column.type"
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
            builder.parameter("p" + below(3), text()).parameter(NAMES[below(NAMES.length)], once(9) ? null : "x");
        }
        if (builder.name() == null && once(6)) {
            builder.name("io.example." + name());
        }
        // A builder takes no struct for a default: it is not the schema of that struct yet.
        if (builder.type() != Schema.Type.STRUCT && once(4)) {
            Object value = value(builder.build());
            // Schemas whose defaults are different bits of NaN are equal, and so count as one.
            if (value != null && !value.equals(Double.NaN) && !value.equals(Float.NaN)) {
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
            builder.field(name() + i, schema(depth + 1));
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
            return decimal(scale);
        }
        if (org.apache.kafka.connect.data.Date.LOGICAL_NAME.equals(schema.name())) {
            return new Date((int) whole() * DAY_MILLIS);
        }
        if (Time.LOGICAL_NAME.equals(schema.name())) {
            return new Date(random.nextLong(DAY_MILLIS + 1));
        }
        if (Timestamp.LOGICAL_NAME.equals(schema.name())) {
            return new Date(whole());
        }
        return plainValue(schema);
    }

    private BigDecimal decimal(int scale) {
        BigInteger unscaled = new BigInteger(below(once(2) ? 70 : 220), new java.util.Random(below(1000)));
        return new BigDecimal(once(2) ? unscaled.negate() : unscaled, scale);
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
            case BYTES -> once(3) ? buffer() : bytes();
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
                    map.put(value(schema.keySchema()), value(schema.valueSchema()));
                }
                yield map;
            }
            case STRUCT -> {
                Struct struct = new Struct(schema);
                for (Field field : schema.fields()) {
                    // A field with a default may be left out, which is not the same as having the default.
                    if (field.schema().defaultValue() == null || once(2)) {
                        struct.put(field, value(field.schema()));
                    }
                }
                yield struct;
            }
        };
    }

    /** A value of any class that may come without a schema. */
    Object schemaless(int depth) {
        return switch (below(depth < 4 ? 16 : 12)) {
            case 0 -> null;
            case 1 -> whole();
            case 2 -> (int) whole();
            case 3 -> (short) whole();
            case 4 -> (byte) whole();
            case 5 -> fraction();
            case 6 -> (float) fraction();
            case 7 -> once(2);
            case 8 -> text();
            case 9 -> once(2) ? bytes() : buffer();
            case 10 -> decimal(below(40) - 5);
            case 11 -> once(2) ? new Date(whole()) : decimal(0).unscaledValue();
            case 12, 13 -> {
                List<Object> list = new ArrayList<>();
                for (int i = below(4); i > 0; i--) {
                    list.add(schemaless(depth + 1));
                }
                yield list;
            }
            default -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                boolean anyKey = once(4);
                for (int i = below(4); i > 0; i--) {
                    map.put(anyKey ? schemaless(depth + 2) : text(), schemaless(depth + 1));
                }
                yield map;
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
            case 0 -> Double.longBitsToDouble(0x7FF8_0000_0000_0000L | below(1 << 20)); // a NaN like any other
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> -0.0;
            case 3 -> Double.MIN_VALUE;
            case 4 -> Double.longBitsToDouble(random.nextLong());
            case 5 -> below(100);
            case 6 -> -Double.MAX_VALUE;
            default -> (below(2_000_000) - 1_000_000) / 100.0;
        };
    }

    /** With bytes before and behind those that count. */
    private ByteBuffer buffer() {
        byte[] bytes = bytes();
        int from = below(bytes.length + 1);
        return ByteBuffer.wrap(bytes, from, below(bytes.length - from + 1));
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
        for (int i = below(once(10) ? 400 : 12); i > 0; i--) {
            if (kind < 5) {
                text.append((char) (' ' + below(95)));
            } else if (kind < 7) {
                text.append((char) below(0x180));
            } else if (kind < 9) {
                int point = below(0x10FFFF);
                text.appendCodePoint(point >= 0xD800 && point < 0xE000 ? '?' : point);
            } else {
                text.append("?\uFFFD\0\n\u007F\u0080\u07FF\u0800\uFFFF".charAt(below(9)));
            }
        }
        return text.toString();
    }
}
