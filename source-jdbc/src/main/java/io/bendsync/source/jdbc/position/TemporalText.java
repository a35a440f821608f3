package io.bendsync.source.jdbc.position;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/**
 * DATE, DATETIME, TIMESTAMP and TIME in a position: text as MySQL writes it, always with six digits after the point,
 * so that zero dates and hours beyond 24 are positions too, and text sorts as time does.
 */
public final class TemporalText {
    /** The position type. */
    static final PositionType TYPE = new PositionType() {
        @Override
        public Object read(byte[] raw) {
            return raw.length == 8 || raw.length == 12 ? time(raw) : dateTime(raw);
        }

        @Override
        public String toText(Object value) {
            return value.toString();
        }

        @Override
        public Object ofText(String text) {
            return text;
        }
    };

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 6, 6, true)
            .toFormatter(Locale.ROOT);

    private TemporalText() {}

    /** As bound in a statement and kept in an offset: {@code 2026-11-23 12:00:00.000000}. */
    public static String of(LocalDateTime time) {
        return FORMAT.format(time);
    }

    /** The time that a text stands for; empty for zero dates. */
    public static Optional<LocalDateTime> parse(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, FORMAT));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String dateTime(byte[] raw) {
        StringBuilder text = new StringBuilder(26);
        digits(text, raw.length < 4 ? 0 : number(raw, 0, 2), 4).append('-');
        digits(text, raw.length < 4 ? 0 : raw[2], 2).append('-');
        digits(text, raw.length < 4 ? 0 : raw[3], 2).append(' ');
        boolean timed = raw.length >= 7;
        return clock(text, timed ? raw[4] : 0, timed ? raw[5] : 0, timed ? raw[6] : 0, raw, 7);
    }

    private static String time(byte[] raw) {
        StringBuilder text = new StringBuilder(17);
        if (raw[0] != 0) {
            text.append('-');
        }
        return clock(text, number(raw, 1, 4) * 24 + raw[5], raw[6], raw[7], raw, 8);
    }

    private static String clock(StringBuilder text, long hours, int minutes, int seconds, byte[] raw, int micros) {
        digits(text, hours, 2).append(':');
        digits(text, minutes, 2).append(':');
        digits(text, seconds, 2).append('.');
        return digits(text, raw.length >= micros + 4 ? number(raw, micros, 4) : 0, 6)
                .toString();
    }

    private static long number(byte[] raw, int offset, int length) {
        long value = 0;
        for (int i = offset + length - 1; i >= offset; i--) {
            value = (value << 8) | (raw[i] & 0xff);
        }
        return value;
    }

    private static StringBuilder digits(StringBuilder text, long value, int width) {
        String number = Long.toString(value);
        return text.append("0".repeat(Math.max(0, width - number.length()))).append(number);
    }
}
