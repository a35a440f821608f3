package io.bendsync.source.jdbc.decode;

import java.util.Locale;

/** What decimals become ({@code numeric.mapping}): decimals, or the smaller types that hold them. */
public enum NumericMapping {
    /** Always decimals. */
    NONE,
    /** Whole numbers of up to 18 digits become integers. */
    PRECISION_ONLY,
    /** These, and others of up to 18 digits doubles. */
    BEST_FIT,
    /** These, and all others with digits after the point doubles. */
    BEST_FIT_EAGER_DOUBLE;

    /** The longest number of digits that a long always holds. */
    static final int LONG_DIGITS = 18;

    /** The mapping of a configured text. */
    public static NumericMapping of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** Whether a column becomes an integer. */
    boolean integer(int precision, int scale) {
        return this != NONE && scale == 0 && precision <= LONG_DIGITS;
    }

    /** Whether a column becomes a double. */
    boolean doubled(int precision, int scale) {
        return scale > 0 && ((this == BEST_FIT && precision <= LONG_DIGITS) || this == BEST_FIT_EAGER_DOUBLE);
    }
}
