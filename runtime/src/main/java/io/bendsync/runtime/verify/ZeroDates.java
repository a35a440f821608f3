package io.bendsync.runtime.verify;

import io.bendsync.runtime.pipeline.Capture;
import io.bendsync.runtime.pipeline.SourceSettings;
import java.util.Locale;
import java.util.Optional;

/**
 * What the source makes of dates that no calendar has, with a zero in year, month or day.
 *
 * @param nullable a date in columns that may be NULL, empty for NULL
 * @param notNull a date in columns that may not, empty for NULL
 */
public record ZeroDates(Optional<String> nullable, Optional<String> notNull) {
    /** NULL, whatever the column. */
    public static final ZeroDates NULL = new ZeroDates(Optional.empty(), Optional.empty());

    /** As the pipeline's source does it: the polling one as its {@code zero.dates} says. */
    static ZeroDates of(SourceSettings source) {
        if (source.capture() == Capture.BINLOG) {
            return new ZeroDates(Optional.empty(), Optional.of("1970-01-01"));
        }
        String setting = source.properties().getOrDefault("zero.dates", "fail");
        return switch (setting.toLowerCase(Locale.ROOT)) {
            case "null", "fail" -> NULL;
            default -> new ZeroDates(Optional.of(setting), Optional.of(setting));
        };
    }

    /** What takes the place of such a date, empty for NULL. */
    Optional<String> instead(boolean mayBeNull) {
        return mayBeNull ? nullable : notNull;
    }
}
