package io.bendsync.converter.schemas.protobuf.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/** Protobuf's scalars as the classes that Connect has for them. */
enum ScalarCodec implements ValueCodec {
    INT8(Schema.Type.INT8, WireFormat.WIRETYPE_VARINT) {
        @Override
        public void write(ProtoOutput out, Object value) {
            out.varint((Byte) value);
        }

        @Override
        public Object read(CodedInputStream in) throws IOException {
            return (byte) within(in.readInt32(), Byte.MIN_VALUE, Byte.MAX_VALUE);
        }
    },
    INT16(Schema.Type.INT16, WireFormat.WIRETYPE_VARINT) {
        @Override
        public void write(ProtoOutput out, Object value) {
            out.varint((Short) value);
        }

        @Override
        public Object read(CodedInputStream in) throws IOException {
            return (short) within(in.readInt32(), Short.MIN_VALUE, Short.MAX_VALUE);
        }
    },
    INT32(Schema.Type.INT32, WireFormat.WIRETYPE_VARINT) {
        @Override
        public void write(ProtoOutput out, Object value) {
            out.varint((Integer) value);
        }

        @Override
        public Object read(CodedInputStream in) throws IOException {
            return in.readInt32();
        }
    },
    SINT32(Schema.Type.INT32, WireFormat.WIRETYPE_VARINT) {
        @Override
        public void write(ProtoOutput out, Object value) {
            int number = (Integer) value;
            out.varint(Integer.toUnsignedLong((number << 1) ^ (number >> 31)));
        }

        @Override
        public Object read(CodedInputStream in) throws IOException {
            return in.readSInt32();
        }
    },
    SFIXED32(Schema.Type.INT32, WireFormat.WIRETYPE_FIXED32) {
        @Override
        public void write(ProtoOutput out, Object value) {
            out.fixed32((Integer) value);
        }

        @Override
        public Object read(CodedInputStream in) throws IOException {
            return in.readSFixed32();
        }
    },
    UINT32(Schema.Type.INT64, WireFormat.WIRETYPE_VARINT) {
        @Override
        public void write(ProtoOutput out, Object value) {
            out.varint(within((Long) value, 0, 0xffff_ffffL));
        }

        @Override
        public Object read(CodedInputStream in) throws IOException {
            return Integer.toUnsignedLong(in.readUInt32());
        }
    },
    FIXED32(Schema.Type.INT64, WireFormat.WIRETYPE_FIXED32) {
        @Override
        public void write(ProtoOutput out, Object value) {
            out.fixed32((int) within((Long) value, 0, 0xffff_ffffL));
        }

        @Override
        public Object read(CodedInputStream in) throws IOException {
            return Integer.toUnsignedLong(in.readFixed32());
        }
    },
    INT64(Schema.Type.INT64, WireFormat.WIRETYPE_VARINT) {
        @Override
        public void write(ProtoOutput out, Object value) {
            out.varint((Long) value);
        }

        @Override
        public Object read(CodedInputStream in) throws IOException {
            return in.readInt64();
        }
    },
    SINT64(Schema.Type.INT64, WireFormat.WIRETYPE_VARINT) {
        @Override
        public void write(ProtoOutput out, Object value) {
            long number = (Long) value;
            out.varint((number << 1) ^ (number >> 63));
        }

        @Override
        public Object read(CodedInputStream in) throws IOException {
            return in.readSInt64();
        }
    },
    FIXED64(Schema.Type.INT64, WireFormat.WIRETYPE_FIXED64) {
        @Override
        public void write(ProtoOutput out, Object value) {
            out.fixed64((Long) value);
        }

        @Override
        public Object read(CodedInputStream in) throws IOException {
            return in.readFixed64();
        }
    },
    FLOAT(Schema.Type.FLOAT32, WireFormat.WIRETYPE_FIXED32) {
        @Override
        public void write(ProtoOutput out, Object value) {
            out.fixed32(Float.floatToRawIntBits((Float) value));
        }

        @Override
        public Object read(CodedInputStream in) throws IOException {
            return in.readFloat();
        }
    },
    DOUBLE(Schema.Type.FLOAT64, WireFormat.WIRETYPE_FIXED64) {
        @Override
        public void write(ProtoOutput out, Object value) {
            out.fixed64(Double.doubleToRawLongBits((Double) value));
        }

        @Override
        public Object read(CodedInputStream in) throws IOException {
            return in.readDouble();
        }
    },
    BOOL(Schema.Type.BOOLEAN, WireFormat.WIRETYPE_VARINT) {
        @Override
        public void write(ProtoOutput out, Object value) {
            out.varint((Boolean) value ? 1 : 0);
        }

        @Override
        public Object read(CodedInputStream in) throws IOException {
            return in.readBool();
        }
    },
    STRING(Schema.Type.STRING, WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        @Override
        public void write(ProtoOutput out, Object value) {
            out.text((String) value);
        }

        @Override
        public Object read(CodedInputStream in) throws IOException {
            return in.readStringRequireUtf8();
        }
    },
    BYTES(Schema.Type.BYTES, WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        @Override
        public void write(ProtoOutput out, Object value) {
            out.bytes(bytes(value));
        }

        @Override
        public boolean isZero(Object value) {
            return bytes(value).length == 0;
        }

        @Override
        public Object read(CodedInputStream in) throws IOException {
            return in.readByteArray();
        }
    };

    private final Schema.Type type;
    private final int wireType;

    ScalarCodec(Schema.Type type, int wireType) {
        this.type = type;
        this.wireType = wireType;
    }

    /** The codec of a scalar field. */
    static ScalarCodec of(FieldDescriptor field, String connectType) {
        return switch (field.getType()) {
            case INT32, SINT32, SFIXED32 -> int32(field.getType(), connectType);
            case UINT32 -> UINT32;
            case FIXED32 -> FIXED32;
            // An unsigned 64-bit number above the greatest signed one comes out negative, as in Confluent's mapping.
            case INT64, UINT64 -> INT64;
            case SINT64 -> SINT64;
            case FIXED64, SFIXED64 -> FIXED64;
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
            case BOOL -> BOOL;
            case STRING -> STRING;
            case BYTES -> BYTES;
            default ->
                throw new DataException("field " + field.getFullName() + " has the type " + field.getType()
                        + ", which is not read here");
        };
    }

    private static ScalarCodec int32(FieldDescriptor.Type type, String connectType) {
        if (type == FieldDescriptor.Type.INT32 && "int8".equals(connectType)) {
            return INT8;
        }
        if (type == FieldDescriptor.Type.INT32 && "int16".equals(connectType)) {
            return INT16;
        }
        return switch (type) {
            case SINT32 -> SINT32;
            case SFIXED32 -> SFIXED32;
            default -> INT32;
        };
    }

    Schema.Type type() {
        return type;
    }

    @Override
    public int wireType() {
        return wireType;
    }

    @Override
    public boolean isZero(Object value) {
        return zero().equals(value);
    }

    @Override
    public Object zero() {
        return switch (type) {
            case INT8 -> (byte) 0;
            case INT16 -> (short) 0;
            case INT32 -> 0;
            case INT64 -> 0L;
            case FLOAT32 -> 0f;
            case FLOAT64 -> 0d;
            case BOOLEAN -> false;
            case STRING -> "";
            default -> new byte[0];
        };
    }

    private static long within(long value, long least, long most) {
        if (value < least || value > most) {
            throw new DataException("a number that is not between " + least + " and " + most);
        }
        return value;
    }

    /** Connect has two classes for bytes. */
    private static byte[] bytes(Object value) {
        if (value instanceof ByteBuffer buffer) {
            return ByteString.copyFrom(buffer.duplicate()).toByteArray();
        }
        return (byte[]) value;
    }
}
