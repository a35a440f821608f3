package io.bendsync.transforms;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;

/** Cells of the types that can be hashed and compared: text, ENUM, SET, whole and decimal numbers, BIT(1). */
public final class PlainCell {
    private static final Set<String> TEXTS = Set.of("io.debezium.data.Enum", "io.debezium.data.EnumSet");
    private static final Set<String> NUMBERS = Set.of(Decimal.LOGICAL_NAME, "io.debezium.time.Year");

    private PlainCell() {}

    /** Whether a column holds text that is not of a more special kind, such as JSON. */
    static boolean isText(Schema schema) {
        return schema.type() == Schema.Type.STRING && (schema.name() == null || TEXTS.contains(schema.name()));
    }

    /** A String, a BigDecimal, null, or the value itself where it is of another kind. */
    static Object comparable(Schema schema, Object value) {
        if (value == null || isText(schema)) {
            return value;
        }
        if (schema.name() != null && !NUMBERS.contains(schema.name())) {
            return value;
        }
        if (value instanceof BigDecimal) {
            return value;
        }
        if (value instanceof Boolean bit) {
            return bit ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        return value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long
                ? BigDecimal.valueOf(((Number) value).longValue())
                : value;
    }

    /** What is hashed, or null where the column's type has no one form. */
    static byte[] bytes(Schema schema, Object value) {
        if (schema.type() == Schema.Type.BYTES && schema.name() == null) {
            return bytes(value);
        }
        Object comparable = comparable(schema, value);
        if (comparable instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        return comparable instanceof BigDecimal number ? number.toPlainString().getBytes(StandardCharsets.UTF_8) : null;
    }

    private static byte[] bytes(Object value) {
        if (value instanceof byte[] array) {
            return array;
        }
        ByteBuffer buffer = ((ByteBuffer) value).duplicate();
        byte[] array = new byte[buffer.remaining()];
        buffer.get(array);
        return array;
    }

    /**
     * The hash that takes a cell's place: SHA-256 of the salt and the cell, in hex.
     *
     * @param cell the UTF-8 of a text or of a number's digits, or the bytes
     */
    public static String hash(String salt, byte[] cell) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(cell));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
