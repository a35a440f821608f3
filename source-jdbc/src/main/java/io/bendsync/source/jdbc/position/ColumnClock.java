package io.bendsync.source.jdbc.position;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.zone.ZoneOffsetTransition;

/**
 * The clock by which a timestamp column is filled: UTC for TIMESTAMP, as the session sees it, and the wall clock of
 * {@code db.timezone} for DATETIME.
 *
 * @param zone the column's time zone
 * @param digits the column's digits of fractional seconds, 0 to 6
 */
public record ColumnClock(ZoneId zone, int digits) {
    private static final int NANO_DIGITS = 9;

    /**
     * The first value that rows written from a time on may carry; all rows with smaller values were written before. An
     * hour that is about to be repeated, when summer time ends, holds it at that hour's beginning.
     *
     * @param utc a time in UTC
     * @return the value, rounded down as the column rounds
     */
    public LocalDateTime firstFrom(LocalDateTime utc) {
        Instant instant = utc.toInstant(ZoneOffset.UTC);
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        ZoneOffsetTransition next = zone.getRules().nextTransition(instant);
        if (next != null && next.isOverlap() && next.getDateTimeAfter().isBefore(local)) {
            local = next.getDateTimeAfter();
        }
        int unit = 1;
        for (int digit = digits; digit < NANO_DIGITS; digit++) {
            unit *= 10;
        }
        return local.minusNanos(local.get(ChronoField.NANO_OF_SECOND) % unit);
    }

    /**
     * Gives the column's value.
     *
     * @param epochMs milliseconds since 1970, as Confluent's offsets have them
     * @param nanosOfSecond the nanoseconds of that second
     */
    public LocalDateTime at(long epochMs, long nanosOfSecond) {
        Instant second = Instant.ofEpochSecond(Math.floorDiv(epochMs, 1000L), nanosOfSecond);
        return LocalDateTime.ofInstant(second, zone);
    }

    /** The instant of a column's value; the earlier one in an hour that comes twice. */
    public Instant instant(LocalDateTime value) {
        return value.atZone(zone).toInstant();
    }
}
