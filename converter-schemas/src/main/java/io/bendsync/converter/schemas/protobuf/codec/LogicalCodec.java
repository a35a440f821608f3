package io.bendsync.converter.schemas.protobuf.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Date;
import org.apache.kafka.connect.errors.DataException;

/** Connect's logical types as the messages of Google's common types and of Confluent's. Their fields are read by number. */
@SuppressWarnings("JavaUtilDate") // the class of Connect's logical types
abstract class LogicalCodec extends MessageCodec {

    private static final long DAY = 86_400_000;

    /** One more than the greatest number of a field in any of them. */
    private static final int FIELDS = 5;

    @Override
    final Object readFields(CodedInputStream in) throws IOException {
        long[] numbers = new long[FIELDS];
        ByteString bytes = ByteString.EMPTY;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int number = WireFormat.getTagFieldNumber(tag);
            if (number < FIELDS && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) {
                numbers[number] = in.readInt64();
            } else if (number == 1 && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                bytes = in.readBytes();
            } else {
                in.skipField(tag);
            }
        }
        return value(numbers, bytes);
    }

    abstract Object value(long[] numbers, ByteString bytes);

    static void number(ProtoOutput out, int number, long value) {
        if (value != 0) {
            out.tag(number, WireFormat.WIRETYPE_VARINT);
            out.varint(value);
        }
    }

    /** {@code confluent.type.Decimal}: the digits, how many, and the scale, which is the schema's. */
    static final class OfDecimal extends LogicalCodec {
        private final int scale;

        OfDecimal(int scale) {
            this.scale = scale;
        }

        @Override
        void writeFields(ProtoOutput out, Object value) {
            BigDecimal decimal = (BigDecimal) value;
            if (decimal.scale() != scale) {
                throw new DataException(
                        "a decimal of scale " + decimal.scale() + ", but the schema's scale is " + scale);
            }
            out.tag(1, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.bytes(decimal.unscaledValue().toByteArray());
            number(out, 2, decimal.precision());
            number(out, 3, scale);
        }

        @Override
        Object value(long[] numbers, ByteString bytes) {
            BigInteger digits = bytes.isEmpty() ? BigInteger.ZERO : new BigInteger(bytes.toByteArray());
            BigDecimal decimal = new BigDecimal(digits, (int) numbers[3]);
            if (decimal.scale() == scale) {
                return decimal;
            }
            try {
                // A message of another writer, whose values may each have their own scale.
                return decimal.setScale(scale);
            } catch (ArithmeticException e) {
                throw new DataException("a decimal with more digits than the schema's scale of " + scale, e);
            }
        }
    }

    /** {@code google.type.Date}, by the calendar that java.time has, before 1582 too. */
    static final class OfDate extends LogicalCodec {
        @Override
        void writeFields(ProtoOutput out, Object value) {
            long millis = ((Date) value).getTime();
            if (Math.floorMod(millis, DAY) != 0) {
                throw new DataException("a date with a time of day");
            }
            LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(millis, DAY));
            number(out, 1, date.getYear());
            number(out, 2, date.getMonthValue());
            number(out, 3, date.getDayOfMonth());
        }

        @Override
        Object value(long[] numbers, ByteString bytes) {
            try {
                return new Date(DAY
                        * LocalDate.of((int) numbers[1], (int) numbers[2], (int) numbers[3])
                                .toEpochDay());
            } catch (DateTimeException e) {
                throw new DataException("a google.type.Date that is no whole date", e);
            }
        }
    }

    /** {@code google.type.TimeOfDay}. */
    static final class OfTime extends LogicalCodec {
        @Override
        void writeFields(ProtoOutput out, Object value) {
            long millis = ((Date) value).getTime();
            if (millis < 0 || millis > DAY) {
                throw new DataException("a time of day of less than 0 or more than 24 hours");
            }
            number(out, 1, millis / 3_600_000);
            number(out, 2, millis / 60_000 % 60);
            number(out, 3, millis / 1000 % 60);
            number(out, 4, millis % 1000 * 1_000_000);
        }

        @Override
        Object value(long[] numbers, ByteString bytes) {
            return new Date(numbers[1] * 3_600_000 + numbers[2] * 60_000 + numbers[3] * 1000 + numbers[4] / 1_000_000);
        }
    }

    /** {@code google.protobuf.Timestamp}, of which Connect's has the milliseconds. */
    static final class OfTimestamp extends LogicalCodec {
        @Override
        void writeFields(ProtoOutput out, Object value) {
            long millis = ((Date) value).getTime();
            number(out, 1, Math.floorDiv(millis, 1000));
            number(out, 2, Math.floorMod(millis, 1000) * 1_000_000L);
        }

        @Override
        Object value(long[] numbers, ByteString bytes) {
            return new Date(numbers[1] * 1000 + numbers[2] / 1_000_000);
        }
    }
}
