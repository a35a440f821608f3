package io.bendsync.sink.schema;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a column's type as Databend's catalogue names it. */
public final class TypeNames {
    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),\\s*(\\d+)\\)");
    private static final Pattern VECTOR = Pattern.compile("VECTOR\\((\\d+)\\)");

    private TypeNames() {}

    /** The type of this name; {@link ForeignType} where it is none of those that records bring. */
    public static ColumnType parse(String name) {
        String upper = name.toUpperCase(Locale.ROOT).strip();
        boolean unsigned = upper.endsWith(" UNSIGNED");
        return switch (unsigned ? upper.substring(0, upper.length() - " UNSIGNED".length()) : upper) {
            case "TINYINT" -> new IntegerType(8, unsigned);
            case "SMALLINT" -> new IntegerType(16, unsigned);
            case "INT", "INTEGER" -> new IntegerType(32, unsigned);
            case "BIGINT" -> new IntegerType(64, unsigned);
            case "BOOLEAN" -> new BooleanType();
            case "FLOAT" -> new FloatType();
            case "DOUBLE" -> new DoubleType();
            case "VARCHAR", "STRING" -> new TextType();
            case "BINARY" -> new BinaryType();
            case "DATE" -> new DateType();
            case "TIMESTAMP" -> new TimestampType();
            case "VARIANT" -> new VariantType();
            case "GEOMETRY" -> new GeometryType();
            default -> withParameters(name, upper);
        };
    }

    private static ColumnType withParameters(String name, String upper) {
        Matcher decimal = DECIMAL.matcher(upper);
        if (decimal.matches()) {
            return new DecimalType(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        Matcher vector = VECTOR.matcher(upper);
        if (vector.matches()) {
            return new VectorType(Integer.parseInt(vector.group(1)));
        }
        return new ForeignType(name);
    }
}
