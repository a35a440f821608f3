package io.bendsync.runtime.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bendsync.runtime.database.Names;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the cells of a MySQL type are asked for in both databases, and the one text that both answers become. Design:
 * nothing is made equal here that is not equal as data; only the rendering may differ.
 */
public enum CellKind {
    NUMBER("%s", "%s"),
    /** MySQL prints six digits of a FLOAT; as a DOUBLE it shows them all. */
    FLOAT("CAST(%s AS DOUBLE)", "%s"),
    DOUBLE("%s", "%s"),
    /** BIT(1) is a BOOLEAN in Databend, longer ones are numbers. */
    BIT("CAST(%s AS UNSIGNED)", "%s"),
    TEXT("%s", "%s"),
    /** ENUM and SET sort by number in MySQL unless they are made text. */
    CHOICE("CAST(%s AS CHAR)", "%s"),
    BINARY("HEX(%s)", "to_hex(%s)"),
    DATE("CAST(%s AS CHAR)", "%s"),
    INSTANT("CAST(%s AS CHAR)", "%s"),
    TIME("CAST(%s AS CHAR)", "%s"),
    JSON("CAST(%s AS CHAR)", "%s"),
    /** In hex, the bytes of its 32-bit floats: MySQL's text of a vector shows six digits only, as does Databend's. */
    VECTOR("HEX(%s)", "CAST(%s AS VARIANT)"),
    /** Reference system and well-known binary, longitude first as Databend has it. */
    GEOMETRY(
            "CONCAT(ST_SRID(%s), ':', LOWER(HEX(ST_AsBinary(%s, 'axis-order=long-lat'))))",
            "concat(to_string(st_srid(%s)), ':', to_hex(st_aswkb(%s)))");

    private static final Pattern ZERO_DATE = Pattern.compile("0000-|\\d{4}-00-|\\d{4}-\\d\\d-00");

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final String mysql;
    private final String databend;

    CellKind(String mysql, String databend) {
        this.mysql = mysql;
        this.databend = databend;
    }

    /** The kind of a MySQL type as information_schema names it; empty for those that cannot be compared. */
    public static Optional<CellKind> of(String dataType) {
        return Optional.ofNullable(
                switch (dataType.toLowerCase(Locale.ROOT)) {
                    case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "year" -> NUMBER;
                    case "float" -> FLOAT;
                    case "double" -> DOUBLE;
                    case "bit" -> BIT;
                    case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" -> TEXT;
                    case "enum", "set" -> CHOICE;
                    case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> BINARY;
                    case "date" -> DATE;
                    case "datetime", "timestamp" -> INSTANT;
                    case "time" -> TIME;
                    case "json" -> JSON;
                    case "vector" -> VECTOR;
                    case "geometry",
                            "point",
                            "linestring",
                            "polygon",
                            "multipoint",
                            "multilinestring",
                            "multipolygon",
                            "geomcollection",
                            "geometrycollection" -> GEOMETRY;
                    default -> null;
                });
    }

    /** What MySQL is asked for. */
    public String mysqlExpression(String column) {
        return mysql.replace("%s", Names.mysql(column));
    }

    /** What Databend is asked for. */
    public String databendExpression(String column) {
        return databend.replace("%s", Names.databend(column));
    }

    /** Whether a text of MySQL's is a date that no calendar has: its year, month or day is zero. */
    boolean isZeroDate(String text) {
        return (this == DATE || this == INSTANT)
                && text != null
                && ZERO_DATE.matcher(text).lookingAt();
    }

    /** The text that equal values have in common; null stays null. */
    public String canonical(String text) {
        if (text == null) {
            return null;
        }
        return switch (this) {
            case NUMBER -> number(text);
            case FLOAT -> Float.toString(Float.parseFloat(text));
            case DOUBLE -> Double.toString(Double.parseDouble(text));
            case BIT -> bit(text);
            case TEXT, CHOICE, GEOMETRY -> text;
            case BINARY -> text.toUpperCase(Locale.ROOT);
            case DATE -> text;
            case INSTANT -> withoutTrailingZeros(text.replace('T', ' '));
            case TIME -> time(text);
            case JSON -> json(text);
            case VECTOR -> text.equals("null") ? null : vector(text);
        };
    }

    private static String number(String text) {
        BigDecimal value = new BigDecimal(text);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String bit(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> "1";
            case "false" -> "0";
            default -> number(text);
        };
    }

    private static String withoutTrailingZeros(String text) {
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }

    /** {@code [-]H…:MM:SS[.f…]} as microseconds. */
    private static String time(String text) {
        boolean negative = text.startsWith("-");
        String[] parts = (negative ? text.substring(1) : text).split(":", -1);
        BigDecimal seconds = new BigDecimal(parts[0])
                .multiply(BigDecimal.valueOf(3600))
                .add(new BigDecimal(parts[1]).multiply(BigDecimal.valueOf(60)))
                .add(new BigDecimal(parts[2]));
        return number((negative ? seconds.negate() : seconds).movePointRight(6).toPlainString());
    }

    /** A list of numbers, or the hex of little-endian 32-bit floats. */
    private static String vector(String text) {
        if (!text.startsWith("[")) {
            ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(text)).order(ByteOrder.LITTLE_ENDIAN);
            List<String> numbers = new ArrayList<>();
            while (bytes.hasRemaining()) {
                numbers.add(Float.toString(bytes.getFloat()));
            }
            return String.join(",", numbers);
        }
        return Arrays.stream(text.replaceAll("[\\[\\]\\s]", "").split(",", -1))
                .map(number -> Float.toString(Float.parseFloat(number)))
                .collect(Collectors.joining(","));
    }

    private static String json(String text) {
        try {
            StringBuilder canonical = new StringBuilder();
            write(MAPPER.readTree(text), canonical);
            return canonical.toString();
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    /** Keys in order, numbers by value, no blanks. */
    private static void write(JsonNode node, StringBuilder out) {
        if (node.isObject()) {
            TreeMap<String, JsonNode> sorted = new TreeMap<>();
            node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
            List<String> members = new ArrayList<>();
            sorted.forEach((key, value) -> {
                StringBuilder member = new StringBuilder(quoted(key)).append(':');
                write(value, member);
                members.add(member.toString());
            });
            out.append('{').append(String.join(",", members)).append('}');
        } else if (node.isArray()) {
            List<String> items = new ArrayList<>();
            node.forEach(item -> {
                StringBuilder text = new StringBuilder();
                write(item, text);
                items.add(text.toString());
            });
            out.append('[').append(String.join(",", items)).append(']');
        } else if (node.isNumber()) {
            out.append(number(node.decimalValue().toString()));
        } else {
            out.append(node.isTextual() ? quoted(node.textValue()) : node.toString());
        }
    }

    private static String quoted(String text) {
        return MAPPER.getNodeFactory().textNode(text).toString();
    }
}
