package io.bendsync.converter.compact.read;

import io.bendsync.converter.compact.wire.CompactCursor;
import io.bendsync.converter.compact.wire.Malformed;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;

/** Reads decimals, which take their scale from the schema. */
final class DecimalReader extends ValueReader {

    private final int scale;

    DecimalReader(Schema schema) {
        super(schema);
        this.scale = scale(schema);
    }

    private static int scale(Schema schema) {
        String scale = schema.parameters() == null ? null : schema.parameters().get(Decimal.SCALE_FIELD);
        try {
            return Integer.parseInt(scale);
        } catch (NumberFormatException e) {
            throw new Malformed("a schema of a Decimal without its scale");
        }
    }

    @Override
    public Object readValue(CompactCursor in) {
        long number = in.unsigned();
        if ((number & 1) == 0) {
            long zigzag = number >>> 1;
            return BigDecimal.valueOf((zigzag >>> 1) ^ -(zigzag & 1), scale);
        }
        return new BigDecimal(integer(in, number >>> 1), scale);
    }

    /** A whole number of so many bytes. */
    static BigInteger integer(CompactCursor in, long count) {
        if (count == 0) {
            throw new Malformed("a number without digits", in.position());
        }
        return new BigInteger(in.bytes(in.left(count)));
    }
}
