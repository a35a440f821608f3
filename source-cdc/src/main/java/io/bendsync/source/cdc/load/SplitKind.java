package io.bendsync.source.cdc.load;

import io.debezium.relational.Column;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Locale;

/** What kind of value a key begins with, as far as its ranges can be read. Values are kept as text. */
enum SplitKind {
    /** Whole numbers: borders by arithmetic. */
    INTEGER,
    /** What MySQL compares with a text without changing its own: borders are values that are there. */
    TEXT,
    /** Bytes, kept as hexadecimal digits. */
    BYTES,
    /** Anything else: the table is read in one go. */
    NONE;

    static SplitKind of(Column column) {
        String type = column.typeName().toUpperCase(Locale.ROOT);
        String word = type.split("[ (]", 2)[0];
        return switch (word) {
            case "TINYINT", "SMALLINT", "MEDIUMINT", "INT", "INTEGER", "BIGINT" -> INTEGER;
            // Not TIMESTAMP, whose text depends on a time zone, nor DECIMAL, which would be compared as DOUBLE.
            case "CHAR", "VARCHAR", "DATE", "DATETIME" -> TEXT;
            case "BINARY", "VARBINARY" -> BYTES;
            default -> NONE;
        };
    }

    void bind(PreparedStatement statement, int index, String value) throws SQLException {
        switch (this) {
            case INTEGER -> statement.setBigDecimal(index, new BigDecimal(value));
            case BYTES -> statement.setBytes(index, HexFormat.of().parseHex(value));
            default -> statement.setString(index, value);
        }
    }

    String read(ResultSet row, int index) throws SQLException {
        return this == BYTES ? HexFormat.of().formatHex(row.getBytes(index)) : row.getString(index);
    }
}
