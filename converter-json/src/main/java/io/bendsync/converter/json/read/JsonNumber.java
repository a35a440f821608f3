package io.bendsync.converter.json.read;

import io.bendsync.converter.json.fallback.HandOver;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * One JSON number: scanned once, then asked for as the type that the schema wants. It follows what
 * the original makes of it: a number without fraction and exponent is an integer, any other a
 * decimal with all its digits. Integers beyond 64 bits are handed over.
 */
final class JsonNumber {

    private static final int MAX_LENGTH = 200;
    private static final int MAX_EXPONENT_DIGITS = 3;

    /** Up to here a double holds every integer and every power of ten: one division rounds once. */
    private static final long EXACT_DOUBLE = 1L << 53;

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private final JsonCursor in;
    private final int start;
    private final boolean negative;
    /** All digits before an exponent as one number; -1 if they do not fit. */
    private long digits;

    private int fraction;
    private boolean integral = true;
    private boolean exponent;

    private JsonNumber(JsonCursor in) {
        this.in = in;
        this.start = in.position();
        this.negative = in.current() == '-';
        if (negative) {
            in.advance();
        }
        boolean leadingZero = in.current() == '0';
        if (digits() > 1 && leadingZero) {
            throw HandOver.signal();
        }
        if (in.current() == '.') {
            in.advance();
            integral = false;
            fraction = digits();
        }
        if (in.current() == 'e' || in.current() == 'E') {
            in.advance();
            integral = false;
            exponent = true;
            exponent();
        }
        if (in.position() - start > MAX_LENGTH) {
            throw HandOver.signal();
        }
    }

    static JsonNumber next(JsonCursor in) {
        byte first = in.peek();
        if (first != '-' && (first < '0' || first > '9')) {
            throw HandOver.signal();
        }
        return new JsonNumber(in);
    }

    /** Consumes at least one digit, and says how many. */
    private int digits() {
        int count = 0;
        for (byte b = in.current(); b >= '0' && b <= '9'; b = in.current()) {
            int digit = b - '0';
            if (digits < 0 || digits > (Long.MAX_VALUE - digit) / 10) {
                digits = -1;
            } else {
                digits = digits * 10 + digit;
            }
            in.advance();
            count++;
        }
        if (count == 0) {
            throw HandOver.signal();
        }
        return count;
    }

    private void exponent() {
        if (in.current() == '+' || in.current() == '-') {
            in.advance();
        }
        long mantissa = digits;
        digits = 0;
        if (digits() > MAX_EXPONENT_DIGITS) {
            throw HandOver.signal();
        }
        digits = mantissa;
    }

    boolean integral() {
        return integral;
    }

    long longValue() {
        if (!integral || digits < 0) {
            throw HandOver.signal();
        }
        return negative ? -digits : digits;
    }

    /** An integer that fits 32 bits; others are of another kind to the original. */
    int intExactly() {
        long value = longValue();
        if (value != (int) value) {
            throw HandOver.signal();
        }
        return (int) value;
    }

    double doubleValue() {
        if (integral) {
            return (double) longValue();
        }
        if (digits >= 0 && digits <= EXACT_DOUBLE && !exponent && fraction < POWERS.length) {
            double value = digits / POWERS[fraction];
            return negative && digits != 0 ? -value : value; // a decimal knows no negative zero
        }
        return notNegativeZero(Double.parseDouble(text()));
    }

    float floatValue() {
        if (integral) {
            return (float) longValue();
        }
        float value = Float.parseFloat(text());
        return value == 0 ? (float) notNegativeZero(value) : value;
    }

    /** What is rounded to zero keeps its sign with some decimals and loses it with others. */
    private double notNegativeZero(double value) {
        if (value == 0 && negative) {
            throw HandOver.signal();
        }
        return value;
    }

    BigDecimal decimalValue() {
        return integral ? BigDecimal.valueOf(longValue()) : new BigDecimal(text());
    }

    private String text() {
        return new String(in.bytes(), start, in.position() - start, StandardCharsets.US_ASCII);
    }
}
