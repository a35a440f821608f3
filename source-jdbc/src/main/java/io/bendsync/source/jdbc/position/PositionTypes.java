package io.bendsync.source.jdbc.position;

import io.bendsync.source.jdbc.table.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;

/** The position types of MySQL's types: those that can stand in a key. */
final class PositionTypes {
    private static final PositionType TEXT =
            of(raw -> new String(raw, StandardCharsets.UTF_8), Object::toString, text -> text);

    private static final PositionType BYTES = of(
            raw -> raw,
            value -> Base64.getEncoder().encodeToString((byte[]) value),
            text -> Base64.getDecoder().decode(text));

    private static final PositionType SIGNED =
            of(raw -> number(raw, true), Object::toString, text -> integer(new BigInteger(text)));

    private static final PositionType UNSIGNED =
            of(raw -> number(raw, false), Object::toString, text -> integer(new BigInteger(text)));

    private static final PositionType DECIMAL =
            of(raw -> new BigDecimal(new String(raw, StandardCharsets.US_ASCII)), Object::toString, BigDecimal::new);

    private static final PositionType WHOLE_DECIMAL = of(
            raw -> integer(new BigInteger(new String(raw, StandardCharsets.US_ASCII))),
            Object::toString,
            text -> integer(new BigInteger(text)));

    private static final PositionType DOUBLE = of(
            raw -> raw.length == Float.BYTES
                    ? (double) Float.intBitsToFloat((int) unsigned(raw))
                    : Double.longBitsToDouble(unsigned(raw)),
            Object::toString,
            Double::valueOf);

    private static final PositionType BIT =
            of(raw -> integer(new BigInteger(1, raw)), Object::toString, text -> integer(new BigInteger(text)));

    /** ENUM and SET sort by number but compare with text as text: as text both do the same. */
    private static final PositionType MEMBER = new PositionType() {
        @Override
        public Object read(byte[] raw) {
            return TEXT.read(raw);
        }

        @Override
        public String toText(Object value) {
            return TEXT.toText(value);
        }

        @Override
        public Object ofText(String text) {
            return TEXT.ofText(text);
        }

        @Override
        public String expression(Column column) {
            return "CAST(t." + column.quoted() + " AS CHAR CHARACTER SET utf8mb4) COLLATE utf8mb4_bin";
        }
    };

    private PositionTypes() {}

    static PositionType of(Column column) {
        return switch (column.dataType()) {
            case "tinyint", "smallint", "mediumint", "int", "bigint" -> column.unsigned() ? UNSIGNED : SIGNED;
            case "year" -> UNSIGNED;
            case "decimal" -> column.scale() == 0 ? WHOLE_DECIMAL : DECIMAL;
            case "float", "double" -> DOUBLE;
            case "bit" -> BIT;
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> BYTES;
            case "enum", "set" -> MEMBER;
            case "date", "datetime", "timestamp", "time" -> TemporalText.TYPE;
            default -> TEXT;
        };
    }

    private static Object number(byte[] raw, boolean signed) {
        long value = unsigned(raw);
        int unused = Long.SIZE - 8 * raw.length;
        if (signed) {
            return value << unused >> unused;
        }
        return value >= 0 ? (Object) value : integer(new BigInteger(Long.toUnsignedString(value)));
    }

    /** A decimal for what a long cannot hold: as a decimal the server compares it exactly. */
    private static Object integer(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : new BigDecimal(value);
    }

    private static long unsigned(byte[] raw) {
        long value = 0;
        for (int i = raw.length - 1; i >= 0; i--) {
            value = (value << 8) | (raw[i] & 0xff);
        }
        return value;
    }

    private static PositionType of(
            Function<byte[], Object> read, Function<Object, String> toText, Function<String, Object> ofText) {
        return new PositionType() {
            @Override
            public Object read(byte[] raw) {
                return read.apply(raw);
            }

            @Override
            public String toText(Object value) {
                return toText.apply(value);
            }

            @Override
            public Object ofText(String text) {
                return ofText.apply(text);
            }
        };
    }
}
