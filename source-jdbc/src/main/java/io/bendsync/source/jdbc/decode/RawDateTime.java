package io.bendsync.source.jdbc.decode;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** A DATE, DATETIME or TIMESTAMP of the binary protocol: 0, 4, 7 or 11 bytes, trailing zeros left out. */
public final class RawDateTime {
    private static final int WITH_TIME = 7;
    private static final int WITH_MICROS = 11;

    private RawDateTime() {}

    /** Whether year, month or day is zero. */
    public static boolean isZero(byte[] raw) {
        return raw.length < 4 || (raw[0] == 0 && raw[1] == 0) || raw[2] == 0 || raw[3] == 0;
    }

    /** The date; not to be asked when {@link #isZero}. */
    static LocalDate date(byte[] raw) {
        return LocalDate.of((int) LittleEndian.unsigned(raw, 0, 2), raw[2], raw[3]);
    }

    /** The time of day in microseconds. */
    static long microsOfDay(byte[] raw) {
        if (raw.length < WITH_TIME) {
            return 0;
        }
        long seconds = raw[4] * 3600L + raw[5] * 60L + raw[6];
        return seconds * 1_000_000 + (raw.length < WITH_MICROS ? 0 : LittleEndian.unsigned(raw, WITH_TIME, 4));
    }

    /** Date and time; not to be asked when {@link #isZero}. */
    public static LocalDateTime dateTime(byte[] raw) {
        return LocalDateTime.of(date(raw), LocalTime.ofNanoOfDay(microsOfDay(raw) * 1000));
    }
}
