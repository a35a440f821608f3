package io.bendsync.sink.record;

import io.bendsync.sink.schema.Geometry;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.data.Struct;

/** Debezium's binary types: bit strings and shapes. */
final class Shapes {
    private Shapes() {}

    /** A BIT(n) of up to 64 bits, sent with its lowest byte first, as an unsigned number. */
    static Object bits(Object value) {
        byte[] littleEndian = bytes(value);
        byte[] bigEndian = new byte[littleEndian.length];
        for (int i = 0; i < littleEndian.length; i++) {
            bigEndian[littleEndian.length - 1 - i] = littleEndian[i];
        }
        return new BigDecimal(new BigInteger(1, bigEndian));
    }

    static Object geometry(Object value) {
        Struct struct = (Struct) value;
        Object wkb = struct.get("wkb");
        if (wkb == null) {
            throw new BadRecordException("holds a shape without its well-known binary");
        }
        Object srid = struct.schema().field("srid") == null ? null : struct.get("srid");
        return new Geometry(bytes(wkb), srid == null ? 0 : ((Number) srid).intValue());
    }

    static byte[] bytes(Object value) {
        if (value instanceof byte[] array) {
            return array;
        }
        ByteBuffer buffer = ((ByteBuffer) value).duplicate();
        byte[] array = new byte[buffer.remaining()];
        buffer.get(array);
        return array;
    }
}
