package io.bendsync.sink.load;

import io.bendsync.sink.schema.DecimalType;
import io.bendsync.sink.schema.Geometry;
import io.bendsync.sink.schema.IntegerType;
import io.bendsync.sink.schema.VectorType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** The writers that need more than one line. */
final class CellWriters {
    private CellWriters() {}

    static void addText(RecordConsumer out, Object value) {
        out.addBinary(Binary.fromConstantByteArray(Utf8.of((String) value)));
    }

    static void addBytes(RecordConsumer out, Object value) {
        out.addBinary(
                value instanceof byte[] bytes
                        ? Binary.fromConstantByteArray(bytes)
                        : Binary.fromConstantByteBuffer(((ByteBuffer) value).duplicate()));
    }

    static void addDouble(RecordConsumer out, Object value) {
        double number = ((Number) value).doubleValue();
        if (value instanceof Long whole && ((long) number != whole || whole == Long.MAX_VALUE)) {
            throw new IllegalArgumentException("is a whole number of more digits than DOUBLE holds");
        }
        out.addDouble(number);
    }

    /** The bytes that a decimal of so many digits takes. */
    static int decimalBytes(int precision) {
        return BigInteger.TEN.pow(precision).subtract(BigInteger.ONE).bitLength() / 8 + 1;
    }

    /** Whole numbers, checked against the type's range where a source can send more. */
    record IntegerCells(IntegerType type) implements CellWriter {
        private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

        @Override
        public void write(RecordConsumer out, Object value) {
            if (type.bits() == 64) {
                out.addLong(value instanceof BigDecimal decimal ? ofDecimal(decimal) : ofNumber((Number) value));
            } else {
                long number = ((Number) value).longValue();
                long least = type.unsigned() ? 0 : -1L << (type.bits() - 1);
                long greatest = type.unsigned() ? (1L << type.bits()) - 1 : -least - 1;
                if (number < least || number > greatest) {
                    throw new IllegalArgumentException("is outside the range of " + type.sql());
                }
                out.addInteger((int) number);
            }
        }

        private long ofNumber(Number number) {
            long value = number.longValue();
            if (type.unsigned() && value < 0) {
                throw new IllegalArgumentException("is outside the range of " + type.sql());
            }
            return value;
        }

        private long ofDecimal(BigDecimal decimal) {
            BigInteger whole = decimal.toBigIntegerExact();
            boolean fits =
                    type.unsigned() ? whole.signum() >= 0 && whole.compareTo(LARGEST) <= 0 : whole.bitLength() < 64;
            if (!fits) {
                throw new IllegalArgumentException("is outside the range of " + type.sql());
            }
            return whole.longValue();
        }
    }

    /** Exact decimals; whatever would need rounding is refused. */
    record DecimalCells(DecimalType type) implements CellWriter {
        @Override
        public void write(RecordConsumer out, Object value) {
            BigDecimal decimal = value instanceof BigDecimal exact ? exact : new BigDecimal(value.toString());
            if (decimal.scale() != type.scale()) {
                decimal = decimal.setScale(type.scale()); // throws where digits would be cut
            }
            BigInteger digits = decimal.unscaledValue();
            if (decimal.precision() > type.precision()) {
                throw new IllegalArgumentException("has more digits than " + type.sql() + " holds");
            }
            if (type.precision() <= 9) {
                out.addInteger(digits.intValue());
                return;
            }
            if (type.precision() <= 18) {
                out.addLong(digits.longValue());
                return;
            }
            byte[] fixed = new byte[decimalBytes(type.precision())];
            byte[] bytes = digits.toByteArray();
            if (digits.signum() < 0) {
                java.util.Arrays.fill(fixed, 0, fixed.length - bytes.length, (byte) -1);
            }
            System.arraycopy(bytes, 0, fixed, fixed.length - bytes.length, bytes.length);
            out.addBinary(Binary.fromConstantByteArray(fixed));
        }
    }

    /** The first of a shape's two fields; the second, its reference system, is written by the row writer. */
    record GeometryCells() implements CellWriter {
        @Override
        public void write(RecordConsumer out, Object value) {
            out.addBinary(Binary.fromConstantByteArray(((Geometry) value).wkb()));
        }
    }

    /** Vectors as Parquet's three-level lists. */
    record VectorCells(VectorType type) implements CellWriter {
        private static final CellWriter LIST =
                new NestedCells.ListCells((out, element) -> out.addFloat(((Number) element).floatValue()));

        @Override
        public void write(RecordConsumer out, Object value) {
            List<?> elements = (List<?>) value;
            if (elements.size() != type.dimension()) {
                throw new IllegalArgumentException("has " + elements.size() + " elements, not " + type.dimension());
            }
            LIST.write(out, elements);
        }
    }
}
