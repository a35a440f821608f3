package io.bendsync.sink.load;

import static io.bendsync.sink.databend.Identifier.literal;

import io.bendsync.sink.schema.ColumnType;
import io.bendsync.sink.schema.DateType;
import io.bendsync.sink.schema.DecimalType;
import io.bendsync.sink.schema.DoubleType;
import io.bendsync.sink.schema.FloatType;
import io.bendsync.sink.schema.IntegerType;
import io.bendsync.sink.schema.TimestampType;

/**
 * The SQL that reads text as a number or a date, and has the server refuse what it would otherwise round, cut or take
 * for 1970: it does so to any text, whatever its settings say.
 */
final class TextReading {
    private TextReading() {}

    /** Any text that is kept whole. */
    static String sql(String field, ColumnType to) {
        return guarded(field, to, exact(field, to));
    }

    /**
     * Only the one text of each value: rows are told apart by their texts while they wait, and two for one value, as 1
     * and 01, would be one key that comes twice.
     */
    static String ofKey(String field, ColumnType to) {
        String only = "";
        if (to instanceof IntegerType) {
            only = matches(field, "^(0|-?[1-9][0-9]*)$");
        } else if (to instanceof DecimalType decimal) {
            only = matches(field, "^-?(0|[1-9][0-9]*)([.][0-9]{0," + decimal.scale() + "}[1-9])?$") + " AND "
                    + exact(field, to) + " AND " + field + " NOT LIKE '-0'";
        } else if (to instanceof DateType) {
            only = matches(field, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$") + notYearZero(field);
        } else if (to instanceof TimestampType) {
            only = matches(field, "^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{0,5}[1-9])?$")
                    + notYearZero(field);
        }
        return guarded(field, to, only.isEmpty() ? exact(field, to) : only);
    }

    private static String guarded(String field, ColumnType to, String exact) {
        return exact.isEmpty()
                ? "CAST(" + field + " AS " + to.sql() + ")"
                // What is not exact is put in a form that the cast refuses.
                : "CAST(if(" + field + " IS NULL OR (" + exact + "), " + field + ", 'inexact') AS " + to.sql() + ")";
    }

    /** Whether a text is kept whole, in SQL; empty where the cast itself sees to that. */
    private static String exact(String field, ColumnType to) {
        if (to instanceof IntegerType) {
            return matches(field, "^[+-]?[0-9]+([.]0*)?$");
        } else if (to instanceof DecimalType decimal) {
            int scale = decimal.scale();
            String fraction = scale == 0 ? "[.]0+" : "[.][0-9]{1," + scale + "}0*";
            return matches(field, "^ *[+-]?([0-9]+([.][0-9]{0," + scale + "}0*)?|" + fraction + ") *$");
        } else if (to instanceof DateType) {
            return matches(field, "^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T]00:00(:00([.]0*)?)?)?$") + notYearZero(field);
        } else if (to instanceof TimestampType) {
            return "NOT " + matches(field, "[.][0-9]{6}0*[1-9]") + notYearZero(field);
        } else if (to instanceof FloatType || to instanceof DoubleType) {
            return "lower(" + field + ") LIKE '%inf%' OR is_not_null(" + field + ") AND abs(CAST(" + field + " AS "
                    + to.sql() + ")) < CAST('Infinity' AS " + to.sql() + ") OR lower(" + field + ") LIKE '%nan%'";
        }
        return "";
    }

    private static String matches(String field, String pattern) {
        return "regexp_like(" + field + ", " + literal(pattern) + ")";
    }

    private static String notYearZero(String field) {
        return " AND " + field + " NOT LIKE '0000%'";
    }
}
