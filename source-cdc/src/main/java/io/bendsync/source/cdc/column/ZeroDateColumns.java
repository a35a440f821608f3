package io.bendsync.source.cdc.column;

import io.bendsync.source.cdc.config.ZeroDates;
import io.debezium.config.CommonConnectorConfig.BinaryHandlingMode;
import io.debezium.config.CommonConnectorConfig.EventConvertingFailureHandlingMode;
import io.debezium.config.Configuration;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.jdbc.MySqlValueConverters;
import io.debezium.jdbc.JdbcValueConverters.BigIntUnsignedMode;
import io.debezium.jdbc.JdbcValueConverters.DecimalMode;
import io.debezium.jdbc.TemporalPrecisionMode;
import io.debezium.relational.Column;
import io.debezium.relational.ColumnEditor;
import io.debezium.relational.ValueConverter;
import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;

/**
 * Does with dates that have zeros what {@code zero.dates} says, in columns that take no NULL. Debezium 3.6.1 hands out
 * nothing in their place, from tables and from the binlog, or the beginning of 1970 for a TIMESTAMP, and would send
 * 1970-01-01. In a column that takes NULL it hands out the same for NULL and for a zero date, and NULL is what arrives. Debezium
 * makes and calls this by the name in its configuration.
 */
public final class ZeroDateColumns implements CustomConverter<SchemaBuilder, RelationalColumn> {

    private static final Set<String> TYPES = Set.of("DATE", "DATETIME", "TIMESTAMP");

    private ZeroDates policy;
    private MySqlValueConverters debezium;

    @Override
    public void configure(Properties properties) {
        policy = ZeroDates.of(properties.getProperty("policy"));
        debezium = new MySqlValueConverters(
                DecimalMode.PRECISE,
                TemporalPrecisionMode.parse(properties.getProperty("time.precision.mode")),
                BigIntUnsignedMode.PRECISE,
                BinaryHandlingMode.BYTES,
                Boolean.parseBoolean(properties.getProperty("enable.time.adjuster"))
                        ? MySqlValueConverters::adjustTemporal
                        : value -> value,
                EventConvertingFailureHandlingMode.FAIL,
                new MySqlConnectorConfig(Configuration.create()
                                .with("topic.prefix", "zero")
                                .build())
                        .getServiceRegistry());
    }

    @Override
    public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
        String type = column.typeName().toUpperCase(Locale.ROOT);
        if (column.isOptional() || !TYPES.contains(type)) {
            return;
        }
        Column same = same(column);
        Field field = new Field(
                column.name(), 0, debezium.schemaBuilder(same).optional().build());
        ValueConverter converter = debezium.converter(same, field);
        SchemaBuilder schema = debezium.schemaBuilder(same);
        // Debezium's first call, when there is a default, is for the schema's: a default of zeros is no row yet.
        AtomicBoolean isDefault = new AtomicBoolean(column.hasDefaultValue() && column.defaultValue() != null);
        registration.register(policy.makesNulls() ? schema.optional() : schema, value -> {
            if (isDefault.getAndSet(false)) {
                return defaultValue(type, converter, value);
            }
            return isZero(value) ? instead(column, type, converter) : converter.convert(value);
        });
    }

    /** Debezium takes a default of zeros for the beginning of 1970. */
    private Object defaultValue(String type, ValueConverter converter, Object value) {
        Object converted = converter.convert(value);
        boolean zero = converter.convert(as(type, LocalDate.EPOCH)).equals(converted);
        return zero && !policy.fails() ? substitute(type, converter) : converted;
    }

    private static Column same(RelationalColumn column) {
        ColumnEditor editor = Column.editor()
                .name(column.name())
                .type(column.typeName(), column.typeExpression())
                .jdbcType(column.jdbcType())
                .nativeType(column.nativeType())
                .optional(true);
        column.length().ifPresent(editor::length);
        column.scale().ifPresent(editor::scale);
        return editor.create();
    }

    /** No TIMESTAMP is as early as that but the one of zeros. */
    private static boolean isZero(Object value) {
        return value == null || (value instanceof ZonedDateTime time && time.toEpochSecond() == 0);
    }

    private Object instead(RelationalColumn column, String type, ValueConverter converter) {
        if (policy.fails()) {
            throw new DataException("column " + column.name() + " of " + column.dataCollection()
                    + " holds a date with a zero in it, which no calendar has; set zero.dates to null or to a date to"
                    + " send instead, or mend the row");
        }
        return substitute(type, converter);
    }

    private Object substitute(String type, ValueConverter converter) {
        return policy.substitute()
                .map(date -> converter.convert(as(type, date)))
                .orElse(null);
    }

    private static Object as(String type, LocalDate date) {
        LocalDateTime midnight = date.atStartOfDay();
        return switch (type) {
            case "DATE" -> date;
            case "DATETIME" -> midnight;
            default -> midnight.atZone(ZoneOffset.UTC);
        };
    }
}
