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

    /** As the pipeline's source does it by its {@code zero.dates}: the binlog one where a column takes no NULL. */
    static ZeroDates of(SourceSettings source) {
        String setting = source.properties().getOrDefault("zero.dates", "fail").trim();
        Optional<String> date = switch (setting.toLowerCase(Locale.ROOT)) {
            case "null", "fail" -> Optional.empty();
            default -> Optional.of(setting);
        };
        return new ZeroDates(source.capture() == Capture.BINLOG ? Optional.empty() : date, date);
    }

    /** What takes the place of such a date, empty for NULL. */
    Optional<String> instead(boolean mayBeNull) {
        return mayBeNull ? nullable : notNull;
    }
}
