package io.bendsync.source.jdbc.deletes;

import io.bendsync.source.jdbc.table.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * The bytes of MySQL's binary protocol for the text of a key's value, so that the key of a row that is gone is made by
 * the same decoders as when it was there.
 */
final class WireValue {
    private WireValue() {}

    /**
     * Gives the bytes.
     *
     * @param column the key column
     * @param text its value as {@link KeyColumns} writes it
     * @throws IllegalArgumentException or ArithmeticException when the column cannot hold the value
     */
    static byte[] of(Column column, String text) {
        return switch (column.dataType()) {
            case "tinyint" -> littleEndian(text, 1);
            case "smallint", "year" -> littleEndian(text, 2);
            case "mediumint", "int" -> littleEndian(text, 4);
            case "bigint" -> littleEndian(text, 8);
            case "decimal" ->
                new BigDecimal(text).setScale(column.scale()).toPlainString().getBytes(StandardCharsets.US_ASCII);
            case "float" -> buffer(4).putFloat(Float.parseFloat(text)).array();
            case "double" -> buffer(8).putDouble(Double.parseDouble(text)).array();
            case "bit" -> bits(text, (column.length() + 7) / 8);
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" ->
                Base64.getDecoder().decode(text);
            case "date" -> date(buffer(4), text).array();
            case "datetime", "timestamp" -> dateTime(text);
            case "time" -> time(text);
            default -> text.getBytes(StandardCharsets.UTF_8);
        };
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] littleEndian(String text, int size) {
        return Arrays.copyOf(buffer(8).putLong(new BigInteger(text).longValue()).array(), size);
    }

    private static byte[] bits(String text, int size) {
        byte[] all =
                ByteBuffer.allocate(8).putLong(new BigInteger(text).longValue()).array();
        return Arrays.copyOfRange(all, 8 - size, 8);
    }

    /** From {@code 2026-11-23 12:00:00.000000}. */
    private static ByteBuffer date(ByteBuffer out, String text) {
        return out.putShort((short) number(text, 0, 4))
                .put((byte) number(text, 5, 7))
                .put((byte) number(text, 8, 10));
    }

    private static byte[] dateTime(String text) {
        return clock(date(buffer(11), text), text.substring(11)).array();
    }

    /** From {@code -838:59:59.000000}: sign, days, hours, minutes, seconds, microseconds. */
    private static byte[] time(String text) {
        boolean negative = text.startsWith("-");
        String size = negative ? text.substring(1) : text;
        int colon = size.indexOf(':');
        int hours = number(size, 0, colon);
        String rest = size.substring(colon);
        ByteBuffer out = buffer(12).put((byte) (negative ? 1 : 0)).putInt(hours / 24);
        return clock(out, (hours % 24 < 10 ? "0" : "") + hours % 24 + rest).array();
    }

    private static ByteBuffer clock(ByteBuffer out, String text) {
        return out.put((byte) number(text, 0, 2))
                .put((byte) number(text, 3, 5))
                .put((byte) number(text, 6, 8))
                .putInt(number(text, 9, 15));
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text.substring(from, to));
    }
}
