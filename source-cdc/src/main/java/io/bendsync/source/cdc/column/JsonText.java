package io.bendsync.source.cdc.column;

import com.github.shyiko.mysql.binlog.event.deserialization.ColumnType;
import com.github.shyiko.mysql.binlog.event.deserialization.json.JsonFormatter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Base64;

/**
 * A JSON document as MySQL writes it, but without spaces between its parts, and each number that is not whole in one way.
 * Of the binlog's binary form it is written part by part; a text of MySQL's is {@linkplain #compact made so}.
 */
final class JsonText implements JsonFormatter {

    private static final String HEX = "0123456789abcdef";
    private static final int PLAIN_FROM = -5;
    private static final int PLAIN_TO = 20;
    private static final int BASE64_LINE = 76;

    private final StringBuilder text = new StringBuilder();

    /** The same document without MySQL's spaces, its numbers in our way. */
    static String compact(String document) {
        StringBuilder compact = new StringBuilder(document.length());
        int at = 0;
        while (at < document.length()) {
            char next = document.charAt(at);
            int end = at + 1;
            if (next == '"') {
                end = endOfString(document, at);
                compact.append(document, at, end);
            } else if (next == '-' || Character.isDigit(next)) {
                end = endOfNumber(document, at);
                String number = document.substring(at, end);
                compact.append(isWhole(number) ? number : number(new BigDecimal(number)));
            } else if (next != ' ') {
                compact.append(next);
            }
            at = end;
        }
        return compact.toString();
    }

    private static int endOfString(String document, int start) {
        int at = start + 1;
        while (document.charAt(at) != '"') {
            at += document.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private static int endOfNumber(String document, int start) {
        int at = start + 1;
        while (at < document.length() && "+-.eE0123456789".indexOf(document.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static boolean isWhole(String number) {
        return number.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
    }

    /** One form for each value, still not whole to whoever reads it. */
    private static String number(BigDecimal value) {
        BigDecimal bare = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        int digitsBeforePoint = bare.precision() - bare.scale();
        if (digitsBeforePoint < PLAIN_FROM || digitsBeforePoint > PLAIN_TO) {
            return bare.toString();
        }
        return bare.scale() > 0 ? bare.toPlainString() : bare.setScale(1).toPlainString();
    }

    @Override
    public void beginObject(int elements) {
        text.append('{');
    }

    @Override
    public void beginArray(int elements) {
        text.append('[');
    }

    @Override
    public void endObject() {
        text.append('}');
    }

    @Override
    public void endArray() {
        text.append(']');
    }

    @Override
    public void name(String name) {
        value(name);
        text.append(':');
    }

    @Override
    public void value(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            append(value.charAt(i));
        }
        text.append('"');
    }

    private void append(char c) {
        switch (c) {
            case '"', '\\' -> text.append('\\').append(c);
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (c < ' ') {
                    text.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
                } else {
                    text.append(c);
                }
            }
        }
    }

    @Override
    public void value(int value) {
        text.append(value);
    }

    @Override
    public void value(long value) {
        text.append(value);
    }

    @Override
    public void value(double value) {
        text.append(number(new BigDecimal(Double.toString(value))));
    }

    @Override
    public void value(BigInteger value) {
        text.append(value);
    }

    /** A DECIMAL; with no digit after the point MySQL writes none. */
    @Override
    public void value(BigDecimal value) {
        text.append(value.scale() <= 0 ? value.toPlainString() : number(value));
    }

    @Override
    public void value(boolean value) {
        text.append(value);
    }

    @Override
    public void valueNull() {
        text.append("null");
    }

    @Override
    public void valueYear(int year) {
        text.append(year);
    }

    @Override
    public void valueDate(int year, int month, int day) {
        text.append('"').append(date(year, month, day)).append('"');
    }

    @Override
    public void valueDatetime(int year, int month, int day, int hour, int minute, int second, int micros) {
        text.append('"')
                .append(date(year, month, day))
                .append(' ')
                .append(time(hour, minute, second, micros))
                .append('"');
    }

    @Override
    public void valueTime(int hour, int minute, int second, int micros) {
        boolean negative = hour < 0 || minute < 0 || second < 0 || micros < 0;
        text.append('"')
                .append(negative ? "-" : "")
                .append(time(Math.abs(hour), Math.abs(minute), Math.abs(second), Math.abs(micros)))
                .append('"');
    }

    @Override
    public void valueTimestamp(long seconds, int micros) {
        LocalDateTime at = LocalDateTime.ofEpochSecond(seconds, micros * 1_000, ZoneOffset.UTC);
        valueDatetime(
                at.getYear(),
                at.getMonthValue(),
                at.getDayOfMonth(),
                at.getHour(),
                at.getMinute(),
                at.getSecond(),
                micros);
    }

    /** What JSON has no type for, a BLOB for example. */
    @Override
    public void valueOpaque(ColumnType type, byte[] value) {
        String base64 = Base64.getMimeEncoder(BASE64_LINE, new byte[] {'\n'}).encodeToString(value);
        value("base64:type" + type.getCode() + ":" + base64);
    }

    @Override
    public void nextEntry() {
        text.append(',');
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String date(int year, int month, int day) {
        return String.format("%04d-%02d-%02d", year, month, day);
    }

    private static String time(int hour, int minute, int second, int micros) {
        return String.format("%02d:%02d:%02d.%06d", hour, minute, second, micros);
    }
}
