package io.bendsync.source.jdbc.decode;

import io.bendsync.source.jdbc.failure.SourceException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * What a date with a zero in year, month or day becomes ({@code zero.dates}): MySQL has them, no calendar does.
 *
 * @param name as configured
 * @param fails whether such a value stops the table
 * @param substitute the date to send instead; empty sends NULL unless {@code fails}
 */
public record ZeroDates(String name, boolean fails, Optional<LocalDate> substitute) {
    /** Stops the table. */
    public static final ZeroDates FAIL = new ZeroDates("fail", true, Optional.empty());

    /**
     * Gives the policy.
     *
     * @param text {@code fail}, {@code null} or a date such as 1970-01-01
     * @throws IllegalArgumentException when the text is none of these
     */
    public static ZeroDates of(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "fail" -> FAIL;
            case "null" -> new ZeroDates("null", false, Optional.empty());
            default -> {
                try {
                    yield new ZeroDates(text, false, Optional.of(LocalDate.parse(text)));
                } catch (DateTimeException e) {
                    throw new IllegalArgumentException("write fail, null or a date such as 1970-01-01", e);
                }
            }
        };
    }

    /** Whether a column that takes no NULL in MySQL may become NULL. */
    boolean makesNulls() {
        return !fails && substitute.isEmpty();
    }

    /** The date instead of zeros, null for NULL. */
    LocalDate instead(String column) {
        if (fails) {
            throw new SourceException("Column " + column + " holds a date with a zero in it, which no calendar has;"
                    + " set zero.dates to null or to a date to send instead, or mend the row");
        }
        return substitute.orElse(null);
    }
}
