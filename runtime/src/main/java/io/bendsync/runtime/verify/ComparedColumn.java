package io.bendsync.runtime.verify;

import io.bendsync.runtime.database.Names;
import java.util.Locale;
import java.util.Optional;

/**
 * A column that both sides have.
 *
 * @param mysqlType in full, such as {@code decimal(12,2)} or {@code int unsigned}
 * @param databendType in full, such as {@code DECIMAL(12, 2)} or {@code INT UNSIGNED}
 * @param treatment what became of its cells on their way
 * @param zeroDate what a date that no calendar has became on its way; empty for NULL
 */
public record ComparedColumn(
        String mysqlName,
        String databendName,
        CellKind kind,
        String mysqlType,
        String databendType,
        boolean inKey,
        Treatment treatment,
        Optional<String> zeroDate) {
    /** A column whose cells should be the same on both sides. */
    public ComparedColumn(
            String mysqlName,
            String databendName,
            CellKind kind,
            String mysqlType,
            String databendType,
            boolean inKey) {
        this(mysqlName, databendName, kind, mysqlType, databendType, inKey, new Treatment.AsIs(), Optional.empty());
    }

    /** Whether both sides hold whole numbers, so that ranges of them mean the same on both. */
    boolean whole() {
        return isAsIs()
                && kind == CellKind.NUMBER
                && !mysqlType.startsWith("decimal")
                && databendIs("TINYINT", "SMALLINT", "INT", "BIGINT");
    }

    /** Whether the cells should be the same on both sides. */
    boolean isAsIs() {
        return treatment instanceof Treatment.AsIs;
    }

    /** Whether the cells are masked. */
    boolean isMasked() {
        return treatment instanceof Treatment.Masked;
    }

    /** What MySQL is asked for: what Databend should hold, but for a hash. */
    public String mysqlExpression() {
        if (!isMasked()) {
            return kind.mysqlExpression(mysqlName);
        }
        return maskedText() ? "IF(" + Names.mysql(mysqlName) + " IS NULL,NULL,'***')" : "NULL";
    }

    /** What Databend is asked for. */
    public String databendExpression() {
        if (isAsIs()) {
            return kind.databendExpression(databendName);
        }
        String name = Names.databend(databendName);
        return isMasked() && !maskedText() ? "if(" + name + " is null,null,'not masked')" : name;
    }

    /** The text that a cell of MySQL's should have in Databend; null stays null. */
    public String ofMySql(String cell) {
        if (treatment instanceof Treatment.Hashed hashed) {
            return hashed.of(kind, cell);
        }
        if (isAsIs() && kind.isZeroDate(cell)) {
            return kind.canonical(zeroDate.map(date -> kind == CellKind.INSTANT ? date + " 00:00:00" : date)
                    .orElse(null));
        }
        return isMasked() ? cell : kind.canonical(cell);
    }

    /** The text of a cell of Databend's; null stays null. */
    public String ofDatabend(String cell) {
        return isAsIs() ? kind.canonical(cell) : cell;
    }

    private boolean maskedText() {
        return kind == CellKind.TEXT || kind == CellKind.CHOICE;
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
