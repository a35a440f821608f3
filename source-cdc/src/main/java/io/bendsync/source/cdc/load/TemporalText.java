package io.bendsync.source.cdc.load;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;

/**
 * DATE and DATETIME as MySQL's text protocol has them: {@code YYYY-MM-DD} and {@code YYYY-MM-DD hh:mm:ss[.ffffff]}. They
 * have no zone and get none. What is not exactly such a text, or no day of the calendar as zero dates are, is null.
 */
final class TemporalText {

    private static final int DATE = 10;
    private static final int SHORTEST_MONTH = 28;
    private static final int SECONDS = 19;
    private static final int NANO_DIGITS = 9;

    private TemporalText() {}

    /** A DATE, or null. */
    static LocalDate date(byte[] text) {
        return text != null && text.length == DATE ? day(text) : null;
    }

    /** A DATETIME of up to nanoseconds, or null. */
    static LocalDateTime dateTime(byte[] text) {
        if (text == null || text.length < SECONDS || text.length == SECONDS + 1 || text[DATE] != ' ') {
            return null;
        }
        LocalDate day = day(text);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, SECONDS);
        int nanos = text.length == SECONDS ? 0 : nanos(text);
        boolean punctuated = text[13] == ':' && text[16] == ':';
        boolean fits = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60 && nanos >= 0;
        return day != null && punctuated && fits ? day.atTime(hour, minute, second, nanos) : null;
    }

    private static LocalDate day(byte[] text) {
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, DATE);
        if (text[4] != '-' || text[7] != '-' || year < 0 || month < 1 || month > 12 || day < 1) {
            return null;
        }
        return day <= SHORTEST_MONTH || day <= YearMonth.of(year, month).lengthOfMonth()
                ? LocalDate.of(year, month, day)
                : null;
    }

    private static int nanos(byte[] text) {
        int digits = text.length - SECONDS - 1;
        if (text[SECONDS] != '.' || digits > NANO_DIGITS) {
            return -1;
        }
        int nanos = number(text, SECONDS + 1, text.length);
        for (int i = digits; i < NANO_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** The number that these digits are, or a negative one where one is no digit. */
    private static int number(byte[] text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
