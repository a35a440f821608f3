package io.bendsync.runtime.verify;

import io.bendsync.runtime.database.Names;
import java.util.Locale;
import java.util.Optional;

/**
 * The text of a column's cells that both databases make by themselves, the same for equal values and another one for any
 * others; NULL stays NULL. Should the two ever render equal values differently, rows are read that need not be: only the
 * comparison of rows says that something differs.
 *
 * @param mysql an SQL expression of MySQL's
 * @param databend an SQL expression of Databend's
 */
record CellText(String mysql, String databend) {
    /**
     * A double's sign, its digits, and where its point stands: from its shortest text, in either notation. In place of
     * # comes the column, of $ the text without the sign, of ~ the text's part before an exponent.
     */
    private static final String MYSQL_DOUBLE = """
            CONCAT(IF(#<0,'-',''),TRIM(BOTH '0' FROM REPLACE(~,'.','')),'e',\
            IF(LOCATE('e',$)>0,SUBSTRING_INDEX($,'e',-1)+0,0)+CHAR_LENGTH(SUBSTRING_INDEX(~,'.',1))\
            -CHAR_LENGTH(REPLACE(~,'.',''))+CHAR_LENGTH(TRIM(LEADING '0' FROM REPLACE(~,'.',''))))""";

    private static final String DATABEND_DOUBLE = """
            concat(if(#<0,'-',''),trim(both '0' from replace(~,'.','')),'e',\
            to_string(coalesce(try_cast(split_part($,'e',2) as bigint),0)+length(split_part(~,'.',1))\
            -length(replace(~,'.',''))+length(trim(leading '0' from replace(~,'.','')))))""";

    /** Where both write doubles without an exponent: most of them, and at a tenth of the work. */
    static final String MIDDLE = "ABS(#)>=0.001 AND ABS(#)<1000000";

    /**
     * Empty where only the rows themselves can be compared, such as JSON, whose keys each side sorts in its own way.
     *
     * @param plain whether all of a FLOAT's or DOUBLE's numbers are such that both databases write them alike
     */
    static Optional<CellText> of(ComparedColumn column, boolean plain) {
        String mysql = column.mysqlExpression();
        String databend = column.databendExpression();
        if (column.isMasked()) {
            return Optional.of(new CellText(mysql, databend));
        }
        if (!column.isAsIs()) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (column.kind()) {
                    case NUMBER -> number(column, mysql, databend);
                    case FLOAT, DOUBLE -> column.databendIs("FLOAT", "DOUBLE") ? real(column, plain) : null;
                    case BIT -> bit(column, mysql, databend);
                    case TEXT, CHOICE ->
                        column.databendIs("VARCHAR")
                                ? new CellText("CONVERT(" + mysql + " USING utf8mb4)", databend)
                                : null;
                    case BINARY -> column.databendIs("BINARY") ? new CellText("LOWER(" + mysql + ")", databend) : null;
                    case DATE -> column.databendIs("DATE") ? date(column, mysql, databend) : null;
                    case INSTANT -> column.databendIs("TIMESTAMP") ? instant(column, databend) : null;
                    case TIME -> column.databendIs("VARCHAR") ? time(column, databend) : null;
                    case GEOMETRY -> column.databendIs("GEOMETRY") ? new CellText(mysql, databend) : null;
                    case JSON, VECTOR -> null;
                });
    }

    /** Whether the text may hold any letters, so that its length has to stand before it where texts are joined. */
    static boolean free(ComparedColumn column) {
        if (!column.isAsIs()) {
            return true;
        }
        return switch (column.kind()) {
            case TEXT, CHOICE, TIME -> true;
            case NUMBER, FLOAT, DOUBLE, BIT, BINARY, DATE, INSTANT, GEOMETRY, JSON, VECTOR -> false;
        };
    }

    private static CellText number(ComparedColumn column, String mysql, String databend) {
        boolean sameDecimals = column.mysqlType().startsWith("decimal")
                && column.databendIs("DECIMAL")
                && scale(column.mysqlType()).equals(scale(column.databendType()));
        // Of a ZEROFILL column a sum has no zeros in front.
        String bare = column.mysqlType().contains("zerofill") ? mysql + "+0" : mysql;
        return column.whole() || sameDecimals
                ? new CellText("CAST(" + bare + " AS CHAR)", "to_string(" + databend + ")")
                : null;
    }

    /** What stands behind the comma of {@code decimal(12,2)}. */
    private static String scale(String type) {
        return type.toLowerCase(Locale.ROOT).replaceAll(".*,\\s*(\\d+)\\).*", "$1");
    }

    private static CellText real(ComparedColumn column, boolean plain) {
        String mysql = Names.mysql(column.mysqlName());
        String databend = Names.databend(column.databendName());
        String middle = column.kind() == CellKind.FLOAT ? "CAST(CAST(# AS DOUBLE) AS CHAR)" : "CAST(# AS CHAR)";
        if (plain) {
            // Both zeros are one.
            return new CellText(
                    ("IF(#=0,'0'," + middle + ")").replace("#", mysql),
                    "if(#=0,'0',to_string(to_float64(#)))".replace("#", databend));
        }
        // MySQL shows six digits of a FLOAT, and cuts a cast double that takes more than 22 letters, sign included.
        String shown = column.kind() == CellKind.FLOAT
                ? "CAST(ABS(CAST(# AS DOUBLE)) AS CHAR)"
                : "TRIM(LEADING '-' FROM CAST(# AS CHAR))";
        String mysqlText = MYSQL_DOUBLE
                .replace("~", "SUBSTRING_INDEX($,'e',1)")
                .replace("$", shown)
                .replace("#", mysql);
        String databendText = DATABEND_DOUBLE
                .replace("~", "split_part($,'e',1)")
                .replace("$", "to_string(abs(to_float64(#)))")
                .replace("#", databend);
        return new CellText(
                "IF(" + MIDDLE.replace("#", mysql) + "," + middle.replace("#", mysql) + "," + mysqlText + ")",
                "if(" + MIDDLE.replace("#", databend) + ",to_string(to_float64(" + databend + "))," + databendText
                        + ")");
    }

    private static CellText bit(ComparedColumn column, String mysql, String databend) {
        String text = "CAST(" + mysql + " AS CHAR)";
        if (column.databendIs("BOOLEAN")) {
            return new CellText(text, "to_string(to_uint8(" + databend + "))");
        }
        return column.databendIs("TINYINT", "SMALLINT", "INT", "BIGINT")
                ? new CellText(text, "to_string(" + databend + ")")
                : null;
    }

    private static CellText date(ComparedColumn column, String mysql, String databend) {
        return new CellText(zeros(column, "", mysql), "to_string(" + databend + ")");
    }

    /** With what takes the place of a date that no calendar has. */
    private static String zeros(ComparedColumn column, String timeOfDay, String text) {
        String name = Names.mysql(column.mysqlName());
        String instead =
                column.zeroDate().map(date -> "'" + date + timeOfDay + "'").orElse("NULL");
        return "IF(YEAR(#)=0 OR MONTH(#)=0 OR DAYOFMONTH(#)=0,".replace("#", name) + instead + "," + text + ")";
    }

    private static CellText instant(ComparedColumn column, String databend) {
        String text = "DATE_FORMAT(" + Names.mysql(column.mysqlName()) + ",'%Y-%m-%d %H:%i:%s.%f')";
        return new CellText(zeros(column, " 00:00:00.000000", text), "to_string(" + databend + ")");
    }

    /** {@code [-]HHH:MM:SS.ffffff}, as the sink writes it. */
    private static CellText time(ComparedColumn column, String databend) {
        String text = "CAST(CAST(" + Names.mysql(column.mysqlName()) + " AS TIME(6)) AS CHAR)";
        String hours = "SUBSTRING_INDEX(TRIM(LEADING '-' FROM " + text + "),':',1)";
        return new CellText(
                "CONCAT(IF(LEFT(" + text + ",1)='-','-',''),LPAD(" + hours + ",3,'0'),RIGHT(" + text + ",13))",
                databend);
    }
}
