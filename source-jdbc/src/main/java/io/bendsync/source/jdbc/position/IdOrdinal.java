package io.bendsync.source.jdbc.position;

import java.math.BigDecimal;

/**
 * Whole numbers of any MySQL type as longs that keep their order and distance, so that gaps can be reckoned without
 * big numbers: BIGINT UNSIGNED is moved down by 2^63.
 *
 * @param unsigned whether the column has no sign
 */
public record IdOrdinal(boolean unsigned) {
    /**
     * Gives its ordinal.
     *
     * @param value a value as bound in statements: Long or BigDecimal
     */
    public long of(Object value) {
        long bits = value instanceof Long number
                ? number
                : ((BigDecimal) value).toBigInteger().longValue();
        return unsigned ? bits ^ Long.MIN_VALUE : bits;
    }

    /** The value to bind for an ordinal. */
    public Object value(long ordinal) {
        long bits = bits(ordinal);
        return unsigned && bits < 0 ? (Object) new BigDecimal(Long.toUnsignedString(bits)) : bits;
    }

    /** The value as it is stored in an offset: Confluent's Long wherever it fits. */
    public Object stored(long ordinal) {
        long bits = bits(ordinal);
        return unsigned && bits < 0 ? (Object) Long.toUnsignedString(bits) : bits;
    }

    /** The number as text. */
    public String text(long ordinal) {
        return unsigned ? Long.toUnsignedString(bits(ordinal)) : Long.toString(ordinal);
    }

    /**
     * Gives its ordinal.
     *
     * @param text a number as text
     * @throws NumberFormatException when it is no number of this kind
     */
    public long parse(String text) {
        if (!unsigned) {
            return Long.parseLong(text);
        }
        return (text.startsWith("-") ? 0 : Long.parseUnsignedLong(text)) ^ Long.MIN_VALUE;
    }

    private long bits(long ordinal) {
        return unsigned ? ordinal ^ Long.MIN_VALUE : ordinal;
    }
}
