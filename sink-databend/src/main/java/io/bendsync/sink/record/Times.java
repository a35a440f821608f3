package io.bendsync.sink.record;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Date;

/** Dates and times, as Connect and Debezium carry them, in the forms that columns take. */
@SuppressWarnings("JavaUtilDate") // What Kafka Connect's own types are made of.
final class Times {
    /** 0001-01-01 00:00:00 UTC: the first instant of Databend's TIMESTAMP, in microseconds. */
    private static final long FIRST = -62_135_596_800_000_000L;
    /** 9999-12-31 23:59:59.999999 UTC: the last. */
    private static final long LAST = 253_402_300_799_999_999L;

    private static final long MILLIS_PER_DAY = 86_400_000L;

    private Times() {}

    static Object daysOfDate(Object value) {
        return dayInRange(Math.floorDiv(((Date) value).getTime(), MILLIS_PER_DAY));
    }

    static Object days(Object value) {
        return dayInRange(((Number) value).longValue());
    }

    static Object microsOfDate(Object value) {
        return inRange(Math.multiplyExact(((Date) value).getTime(), 1_000L));
    }

    /** MySQL has no nanoseconds; what another source sends below a microsecond is cut, towards the past. */
    static Object microsOfNanos(Object value) {
        return inRange(Math.floorDiv(((Number) value).longValue(), 1_000L));
    }

    static Object microsOfText(Object value) {
        String text = (String) value;
        long micros = InstantText.micros(text);
        return inRange(micros == InstantText.OTHER ? microsOfAnyText(text) : micros);
    }

    private static long microsOfAnyText(String text) {
        // Not ChronoUnit.MICROS.between, which counts in nanoseconds and overflows in the year 2262.
        Instant instant = OffsetDateTime.parse(text).toInstant();
        return Math.multiplyExact(instant.getEpochSecond(), 1_000_000L) + instant.getNano() / 1_000;
    }

    static Object textOfTime(Object value) {
        return textOfMicros(Math.multiplyExact(((Date) value).getTime(), 1_000L));
    }

    static Object textOfNanos(Object value) {
        return textOfMicros(Math.floorDiv(((Number) value).longValue(), 1_000L));
    }

    /** A length of time as {@code [-]HH:MM:SS.ffffff}; more than 99 hours take more digits. */
    static String textOfMicros(long micros) {
        long size = Math.abs(micros);
        long seconds = size / 1_000_000;
        return String.format(
                "%s%02d:%02d:%02d.%06d",
                micros < 0 ? "-" : "", seconds / 3600, seconds / 60 % 60, seconds % 60, size % 1_000_000);
    }

    static Long inRange(long micros) {
        if (micros < FIRST || micros > LAST) {
            throw new BadRecordException("is outside the years 0001 to 9999 that TIMESTAMP holds");
        }
        return micros;
    }

    private static Integer dayInRange(long day) {
        if (day < Math.floorDiv(FIRST, MILLIS_PER_DAY * 1_000) || day > Math.floorDiv(LAST, MILLIS_PER_DAY * 1_000)) {
            throw new BadRecordException("is outside the years 0001 to 9999 that DATE holds");
        }
        return (int) day;
    }
}
