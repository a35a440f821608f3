package io.bendsync.converter.compact.write;

import io.bendsync.converter.compact.wire.CompactBytes;
import io.bendsync.converter.compact.wire.Unfit;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.data.Schema;

/** Writes numbers, booleans, texts and bytes: one writer for each type, so that none asks for it again. */
abstract class PrimitiveWriter extends ValueWriter {

    private PrimitiveWriter(Schema schema) {
        super(schema);
    }

    static ValueWriter of(Schema schema) {
        return switch (schema.type()) {
            case INT8 -> int8(schema);
            case INT16 -> int16(schema);
            case INT32 -> int32(schema);
            case INT64 -> int64(schema);
            case FLOAT32 -> float32(schema);
            case FLOAT64 -> float64(schema);
            case BOOLEAN -> bool(schema);
            case STRING -> text(schema);
            case BYTES -> bytes(schema);
            default -> throw new Unfit("a schema of an unknown type");
        };
    }

    private static ValueWriter int8(Schema schema) {
        return new PrimitiveWriter(schema) {
            @Override
            public void writeValue(CompactBytes out, Object value) {
                out.one(as(Byte.class, value));
            }
        };
    }

    private static ValueWriter int16(Schema schema) {
        return new PrimitiveWriter(schema) {
            @Override
            public void writeValue(CompactBytes out, Object value) {
                out.signed(as(Short.class, value));
            }
        };
    }

    private static ValueWriter int32(Schema schema) {
        return new PrimitiveWriter(schema) {
            @Override
            public void writeValue(CompactBytes out, Object value) {
                out.signed(as(Integer.class, value));
            }
        };
    }

    private static ValueWriter int64(Schema schema) {
        return new PrimitiveWriter(schema) {
            @Override
            public void writeValue(CompactBytes out, Object value) {
                out.signed(as(Long.class, value));
            }
        };
    }

    private static ValueWriter float32(Schema schema) {
        return new PrimitiveWriter(schema) {
            @Override
            public void writeValue(CompactBytes out, Object value) {
                out.float32(as(Float.class, value));
            }
        };
    }

    private static ValueWriter float64(Schema schema) {
        return new PrimitiveWriter(schema) {
            @Override
            public void writeValue(CompactBytes out, Object value) {
                out.float64(as(Double.class, value));
            }
        };
    }

    private static ValueWriter bool(Schema schema) {
        return new PrimitiveWriter(schema) {
            @Override
            public void writeValue(CompactBytes out, Object value) {
                out.one(as(Boolean.class, value) ? 1 : 0);
            }
        };
    }

    private static ValueWriter text(Schema schema) {
        return new PrimitiveWriter(schema) {
            @Override
            public void writeValue(CompactBytes out, Object value) {
                out.text(as(String.class, value));
            }
        };
    }

    private static ValueWriter bytes(Schema schema) {
        return new PrimitiveWriter(schema) {
            @Override
            public void writeValue(CompactBytes out, Object value) {
                out.bytes(array(value));
            }
        };
    }

    /** The bytes of an array, or those that a buffer has left; the buffer stays where it is. */
    static byte[] array(Object value) {
        if (value instanceof byte[] array) {
            return array;
        }
        if (!(value instanceof ByteBuffer buffer)) {
            throw Unfit.expected("byte[] or java.nio.ByteBuffer", value);
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }
}
