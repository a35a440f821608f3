package io.bendsync.source.jdbc.decode;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What DATETIME and TIMESTAMP become ({@code timestamp.granularity}). */
public enum Granularity {
    /** Connect's Timestamp where it holds all digits, else Debezium's microseconds: nothing is lost. */
    CONNECT_LOGICAL,
    /** Microseconds since 1970 as a number. */
    MICROS_LONG,
    /** The same as text. */
    MICROS_STRING,
    /** 2026-11-23T12:00:00.123456. */
    MICROS_ISO_DATETIME_STRING,
    /** Nanoseconds since 1970 as a number; only for the years 1678 to 2262. */
    NANOS_LONG,
    /** The same as text, for all years. */
    NANOS_STRING,
    /** 2026-11-23T12:00:00.123456000. */
    NANOS_ISO_DATETIME_STRING;

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final DateTimeFormatter NANOS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS", Locale.ROOT);
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    /** The granularity of a configured text. */
    public static Granularity of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** Whether the values are numbers, not text. */
    boolean number() {
        return this == MICROS_LONG || this == NANOS_LONG;
    }

    /** The value of a time. */
    Object value(long epochDay, long microsOfDay) {
        long micros = epochDay * MICROS_PER_DAY + microsOfDay;
        return switch (this) {
            case MICROS_STRING -> Long.toString(micros);
            case MICROS_ISO_DATETIME_STRING -> MICROS.format(dateTime(micros));
            case NANOS_LONG -> Math.multiplyExact(micros, 1000L);
            case NANOS_STRING -> micros == 0 ? "0" : micros + "000";
            case NANOS_ISO_DATETIME_STRING -> NANOS.format(dateTime(micros));
            default -> micros;
        };
    }

    private static LocalDateTime dateTime(long micros) {
        long second = Math.floorDiv(micros, 1_000_000L);
        return LocalDateTime.ofEpochSecond(second, (int) Math.floorMod(micros, 1_000_000L) * 1000, ZoneOffset.UTC);
    }
}
