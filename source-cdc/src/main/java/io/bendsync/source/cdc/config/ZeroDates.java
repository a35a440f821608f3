package io.bendsync.source.cdc.config;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;

/**
 * What a date with a zero in year, month or day becomes where NULL is not allowed ({@code zero.dates}): MySQL has such
 * dates, no calendar does.
 *
 * @param fails whether it stops the connector
 * @param substitute the date to send instead; empty sends NULL unless {@code fails}
 */
public record ZeroDates(boolean fails, Optional<LocalDate> substitute) {

    /**
     * Gives the policy.
     *
     * @param text {@code fail}, {@code null} or a date such as 1970-01-01
     * @throws IllegalArgumentException when the text is none of these
     */
    public static ZeroDates of(String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "fail" -> new ZeroDates(true, Optional.empty());
            case "null" -> new ZeroDates(false, Optional.empty());
            default -> {
                try {
                    yield new ZeroDates(false, Optional.of(LocalDate.parse(text.trim())));
                } catch (DateTimeException e) {
                    throw new IllegalArgumentException("write fail, null or a date such as 1970-01-01", e);
                }
            }
        };
    }

    /** Whether a column that takes no NULL in MySQL may become NULL. */
    public boolean makesNulls() {
        return !fails && substitute.isEmpty();
    }

    static void validate(String key, Object text) {
        try {
            of((String) text);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(key, text, e.getMessage());
        }
    }
}
