package io.bendsync.sink.record;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Instants in UTC as Debezium writes them, {@code YYYY-MM-DDThh:mm:ss[.fraction]Z}. What {@code java.time} does for all the
 * forms that there are was one sample in fifteen of a first load's flight recording.
 */
final class InstantText {
    /** What is no such text, though it may be another form of an instant. No instant is that early. */
    static final long OTHER = Long.MIN_VALUE;

    private static final int DATE = 10;
    private static final int SHORTEST_MONTH = 28;
    private static final int SECONDS = 19;
    private static final int MICRO_DIGITS = 6;
    private static final int NANO_DIGITS = 9;
    private static final long SECONDS_PER_DAY = 86_400;

    private InstantText() {}

    /** Microseconds since 1970; digits below are cut, towards the past. */
    static long micros(String text) {
        int end = text.length() - 1;
        boolean punctuated = end >= SECONDS
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(DATE) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && text.charAt(end) == 'Z';
        if (!punctuated) {
            return OTHER;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, DATE);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, SECONDS);
        int micros = fraction(text, end);
        boolean date = year >= 0 && month >= 1 && month <= 12 && day >= 1;
        boolean time = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
        if (!date || !time || micros < 0) {
            return OTHER;
        }
        if (day > SHORTEST_MONTH && day > YearMonth.of(year, month).lengthOfMonth()) {
            return OTHER;
        }
        long seconds =
                LocalDate.of(year, month, day).toEpochDay() * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second;
        return seconds * 1_000_000 + micros;
    }

    /** Microseconds of the second, or negative. */
    private static int fraction(String text, int end) {
        if (end == SECONDS) {
            return 0;
        }
        int digits = end - SECONDS - 1;
        if (text.charAt(SECONDS) != '.' || digits < 1 || digits > NANO_DIGITS) {
            return -1;
        }
        int micros = number(text, SECONDS + 1, SECONDS + 1 + Math.min(digits, MICRO_DIGITS));
        if (micros < 0 || number(text, SECONDS + 1, end) < 0) {
            return -1;
        }
        for (int i = digits; i < MICRO_DIGITS; i++) {
            micros *= 10;
        }
        return micros;
    }

    /** The number that these digits are, or a negative one where one is no digit. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
