package io.bendsync.source.cdc.column;

import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Takes BOOLEAN for the TINYINT and REAL for the DOUBLE that they are in MySQL. Debezium 3.6.1 makes booleans and short
 * floating-point numbers of columns that a statement in the binlog calls so, and something else of the same columns as the
 * server itself describes them, to the first load for example. Debezium makes and calls this by the name in its
 * configuration.
 */
public final class RenamedTypes implements CustomConverter<SchemaBuilder, RelationalColumn> {

    @Override
    public void configure(Properties properties) {
        // Nothing to set.
    }

    @Override
    public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
        switch (column.typeName().toUpperCase(Locale.ROOT)) {
            case "BOOL", "BOOLEAN" -> registration.register(SchemaBuilder.int16(), RenamedTypes::whole);
            case "REAL" -> registration.register(SchemaBuilder.float64(), RenamedTypes::fraction);
            default -> {
                // Debezium's own way.
            }
        }
    }

    private static Object whole(Object value) {
        if (value instanceof Boolean bit) {
            return (short) (bit ? 1 : 0);
        }
        return value instanceof Number number ? number.shortValue() : null;
    }

    private static Object fraction(Object value) {
        return value instanceof Number number ? number.doubleValue() : null;
    }
}
