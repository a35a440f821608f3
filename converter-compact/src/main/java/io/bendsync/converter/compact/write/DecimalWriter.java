package io.bendsync.converter.compact.write;

import io.bendsync.converter.compact.wire.CompactBytes;
import io.bendsync.converter.compact.wire.Unfit;
import java.math.BigDecimal;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;

/**
 * Writes decimals of the schema's scale without it: twice the unscaled value if it has up to 18
 * digits, else the number of its bytes, doubled and one more, and the bytes.
 */
final class DecimalWriter extends ValueWriter {

    private static final int LONG_DIGITS = 18;

    private final int scale;

    DecimalWriter(Schema schema) {
        super(schema);
        this.scale = scale(schema);
    }

    private static int scale(Schema schema) {
        String scale = schema.parameters() == null ? null : schema.parameters().get(Decimal.SCALE_FIELD);
        try {
            return Integer.parseInt(scale);
        } catch (NumberFormatException e) {
            throw new Unfit("a schema of a Decimal without its scale");
        }
    }

    @Override
    public void writeValue(CompactBytes out, Object value) {
        BigDecimal decimal = as(BigDecimal.class, value);
        if (decimal.scale() != scale) {
            throw new Unfit("expected a java.math.BigDecimal of scale " + scale + ", got one of " + decimal.scale());
        }
        write(out, decimal);
    }

    static void write(CompactBytes out, BigDecimal decimal) {
        if (decimal.precision() <= LONG_DIGITS) {
            // Scaled to whole numbers and not unscaledValue(), which makes a BigInteger of what is a long.
            long unscaled = decimal.scaleByPowerOfTen(decimal.scale()).longValue();
            out.unsigned(zigzag(unscaled) << 1);
        } else {
            byte[] bytes = decimal.unscaledValue().toByteArray();
            out.unsigned(((long) bytes.length << 1) | 1);
            out.raw(bytes);
        }
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }
}
