package io.bendsync.sink.record;

import static io.bendsync.sink.databend.Identifier.literal;

import io.bendsync.sink.schema.BooleanType;
import io.bendsync.sink.schema.ColumnType;
import io.bendsync.sink.schema.DateType;
import io.bendsync.sink.schema.DecimalType;
import io.bendsync.sink.schema.DoubleType;
import io.bendsync.sink.schema.FloatType;
import io.bendsync.sink.schema.IntegerType;
import io.bendsync.sink.schema.TextType;
import io.bendsync.sink.schema.TimestampType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;

/**
 * A field's default in Databend's SQL: what older rows hold once the source has added the column. Where MySQL must have
 * a value and is told none it takes 0 or an empty text.
 */
final class Defaults {
    private static final Set<String> NUMBERS = Set.of(
            "TINYINT",
            "SMALLINT",
            "MEDIUMINT",
            "INT",
            "INTEGER",
            "BIGINT",
            "DECIMAL",
            "NUMERIC",
            "FLOAT",
            "DOUBLE",
            "REAL");

    private Defaults() {}

    /** Empty if there is none, or none that a column can be made with. */
    static String sql(Schema schema, FieldType type) {
        if (schema.defaultValue() == null) {
            return schema.isOptional() ? "" : implied(schema, type.type());
        }
        try {
            return sql(type.type(), type.reader().read(schema.defaultValue()));
        } catch (RuntimeException e) {
            return ""; // a default that is no valid value is nobody's value
        }
    }

    /** Only a column of MySQL's comes with these types; elsewhere nothing is known. */
    private static String implied(Schema schema, ColumnType type) {
        String source = schema.parameters() == null
                ? ""
                : schema.parameters().getOrDefault(FieldTypes.SOURCE_TYPE, "").toUpperCase(Locale.ROOT);
        if (type instanceof TextType && (source.contains("CHAR") || source.contains("TEXT"))) {
            return literal("");
        }
        return !source.isEmpty() && NUMBERS.contains(source.split("[ (]", 2)[0]) && isNumber(type) ? "0" : "";
    }

    private static boolean isNumber(ColumnType type) {
        return type instanceof IntegerType
                || type instanceof DecimalType
                || type instanceof FloatType
                || type instanceof DoubleType;
    }

    private static String sql(ColumnType type, Object value) {
        if (type instanceof DecimalType) {
            return ((BigDecimal) value).toPlainString();
        }
        if (type instanceof TextType) {
            return literal((String) value);
        }
        if (type instanceof DateType) {
            return literal(LocalDate.ofEpochDay(((Number) value).longValue()).toString());
        }
        if (type instanceof TimestampType) {
            long micros = (Long) value;
            // Debezium puts 1970 where MySQL has CURRENT_TIMESTAMP.
            return micros == 0 ? "" : timestamp(micros);
        }
        return type instanceof BooleanType || isNumber(type) ? value.toString() : "";
    }

    private static String timestamp(long micros) {
        return "to_timestamp("
                + literal(Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString()) + ")";
    }
}
