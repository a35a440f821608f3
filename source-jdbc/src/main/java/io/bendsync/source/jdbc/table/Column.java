package io.bendsync.source.jdbc.table;

import io.bendsync.source.jdbc.mysql.SqlName;
import java.util.Locale;

/**
 * A column as the data dictionary describes it.
 *
 * @param name its name
 * @param dataType the bare type in small letters: {@code int}, {@code varchar}
 * @param fullType the whole type: {@code int unsigned}, {@code enum('a','b')}
 * @param nullable whether it takes NULL
 * @param length characters, bytes, bits or dimensions as in the type's parentheses; digits for decimals; 0 if none
 * @param scale digits after the point, or of fractional seconds; 0 if none
 * @param trait what sets it apart
 */
public record Column(
        String name, String dataType, String fullType, boolean nullable, int length, int scale, Trait trait) {

    /**
     * What sets a column apart.
     *
     * @param autoIncrement whether the server numbers its rows
     * @param setOnUpdate whether it is a timestamp that each update of the row renews
     * @param setOnInsert whether its default is the current time
     * @param invisible whether {@code SELECT *} leaves it out
     */
    public record Trait(boolean autoIncrement, boolean setOnUpdate, boolean setOnInsert, boolean invisible) {
        /** An everyday column. */
        public static final Trait NONE = new Trait(false, false, false, false);
    }

    /** Whether it is a number without a sign. */
    public boolean unsigned() {
        return fullType.toLowerCase(Locale.ROOT).contains("unsigned");
    }

    /** Whether it is a DATETIME or a TIMESTAMP. */
    public boolean temporal() {
        return dataType.equals("timestamp") || dataType.equals("datetime");
    }

    /** Whether it holds whole numbers only. */
    public boolean integral() {
        return switch (dataType) {
            case "tinyint", "smallint", "mediumint", "int", "bigint" -> true;
            case "decimal" -> scale == 0 && length <= 18;
            default -> false;
        };
    }

    /** The name as it stands in SQL text. */
    public String quoted() {
        return SqlName.quoted(name);
    }
}
