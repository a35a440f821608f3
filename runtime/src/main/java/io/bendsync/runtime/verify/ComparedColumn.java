package io.bendsync.runtime.verify;

import java.util.Locale;

/**
 * A column that both sides have.
 *
 * @param mysqlType in full, such as {@code decimal(12,2)} or {@code int unsigned}
 * @param databendType in full, such as {@code DECIMAL(12, 2)} or {@code INT UNSIGNED}
 */
public record ComparedColumn(
        String mysqlName, String databendName, CellKind kind, String mysqlType, String databendType, boolean inKey) {
    /** Whether both sides hold whole numbers, so that ranges of them mean the same on both. */
    boolean whole() {
        return kind == CellKind.NUMBER
                && !mysqlType.startsWith("decimal")
                && databendIs("TINYINT", "SMALLINT", "INT", "BIGINT");
    }

    /** Whether Databend's type is one of these, whatever its size in brackets. */
    boolean databendIs(String... types) {
        String plain = databendType
                .toUpperCase(Locale.ROOT)
                .replace(" UNSIGNED", "")
                .replaceAll("\\(.*", "")
                .strip();
        for (String type : types) {
            if (plain.equals(type)) {
                return true;
            }
        }
        return false;
    }
}
