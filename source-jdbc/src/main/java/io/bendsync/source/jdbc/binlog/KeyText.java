package io.bendsync.source.jdbc.binlog;

import io.bendsync.source.jdbc.failure.SourceException;
import io.bendsync.source.jdbc.position.TemporalText;
import io.bendsync.source.jdbc.table.Column;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

/** A key's value in the binlog as the text that the polled row's key has. */
public final class KeyText {
    private static final Set<String> READABLE = Set.of(
            "tinyint",
            "smallint",
            "mediumint",
            "int",
            "bigint",
            "year",
            "decimal",
            "char",
            "varchar",
            "binary",
            "varbinary",
            "date",
            "datetime",
            "timestamp");

    private KeyText() {}

    /**
     * Whether keys of this kind can be read out of the binlog.
     *
     * @param column a key's column
     */
    public static boolean readable(Column column) {
        return READABLE.contains(column.dataType());
    }

    /**
     * Gives the text.
     *
     * @param column the key's column
     * @param charset its character set
     * @param value its value as the binlog's client gives it: bytes for texts, microseconds for times
     */
    static String of(Column column, Charset charset, Serializable value) {
        return switch (column.dataType()) {
            case "tinyint" -> whole(column, value, 8);
            case "smallint" -> whole(column, value, 16);
            case "mediumint" -> whole(column, value, 24);
            case "int" -> whole(column, value, 32);
            case "bigint" -> column.unsigned() ? Long.toUnsignedString((Long) value) : value.toString();
            case "year" -> value.toString();
            case "decimal" -> decimal((BigDecimal) value);
            case "char", "varchar" -> new String((byte[]) value, charset);
            // The binlog leaves out the zeros at the end.
            case "binary" -> Base64.getEncoder().encodeToString(Arrays.copyOf((byte[]) value, column.length()));
            case "varbinary" -> Base64.getEncoder().encodeToString((byte[]) value);
            case "date", "datetime", "timestamp" -> time((Long) value);
            default ->
                throw new SourceException("Column " + column.name() + " is " + column.fullType()
                        + ", which cannot be read out of the binlog as a key; set delete.detection=key-scan or none");
        };
    }

    private static String whole(Column column, Serializable value, int bits) {
        int number = (Integer) value;
        return column.unsigned() ? Long.toString(number & ((1L << bits) - 1)) : Integer.toString(number);
    }

    private static String decimal(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String time(long micros) {
        return TemporalText.of(LocalDateTime.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), ZoneOffset.UTC));
    }
}
