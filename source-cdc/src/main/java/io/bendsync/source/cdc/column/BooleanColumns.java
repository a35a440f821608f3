package io.bendsync.source.cdc.column;

import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Takes BOOLEAN for the TINYINT that it is in MySQL. Debezium 3.6.1 makes booleans of a column that a statement in the
 * binlog calls BOOLEAN, and numbers of the same column as the server itself describes it, to the first load for example.
 * Debezium makes and calls this by the name in its configuration.
 */
public final class BooleanColumns implements CustomConverter<SchemaBuilder, RelationalColumn> {

    private static final List<String> NAMES = List.of("BOOL", "BOOLEAN");

    @Override
    public void configure(Properties properties) {
        // Nothing to set.
    }

    @Override
    public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
        if (NAMES.contains(column.typeName().toUpperCase(Locale.ROOT))) {
            registration.register(SchemaBuilder.int16(), BooleanColumns::number);
        }
    }

    private static Object number(Object value) {
        if (value instanceof Boolean bit) {
            return (short) (bit ? 1 : 0);
        }
        return value instanceof Number number ? number.shortValue() : null;
    }
}
