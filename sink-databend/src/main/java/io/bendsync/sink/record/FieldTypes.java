package io.bendsync.sink.record;

import io.bendsync.sink.schema.BinaryType;
import io.bendsync.sink.schema.BooleanType;
import io.bendsync.sink.schema.ColumnType;
import io.bendsync.sink.schema.DateType;
import io.bendsync.sink.schema.DecimalType;
import io.bendsync.sink.schema.DoubleType;
import io.bendsync.sink.schema.FloatType;
import io.bendsync.sink.schema.GeometryType;
import io.bendsync.sink.schema.IntegerType;
import io.bendsync.sink.schema.TextType;
import io.bendsync.sink.schema.TimestampType;
import io.bendsync.sink.schema.VariantType;
import io.bendsync.sink.schema.VectorType;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/**
 * The table of field types: what each Connect schema means, by its semantic name (Connect's own and Debezium's), then
 * by the source column's type where the schema carries it, then by its plain type.
 */
final class FieldTypes {
    static final String SOURCE_TYPE = "__debezium.source.column.type";
    static final String SOURCE_LENGTH = "__debezium.source.column.length";
    private static final String DECIMAL_PRECISION = "connect.decimal.precision";
    private static final int USUAL_PRECISION = 38;

    private static final Map<String, Function<Schema, FieldType>> BY_NAME = new HashMap<>();

    static {
        BY_NAME.put(Decimal.LOGICAL_NAME, FieldTypes::decimal);
        BY_NAME.put(Date.LOGICAL_NAME, s -> new FieldType(new DateType(), Times::daysOfDate));
        BY_NAME.put(Time.LOGICAL_NAME, s -> new FieldType(new TextType(), Times::textOfTime));
        BY_NAME.put(Timestamp.LOGICAL_NAME, s -> new FieldType(new TimestampType(), Times::microsOfDate));
        BY_NAME.put("io.debezium.time.Date", s -> new FieldType(new DateType(), Times::days));
        BY_NAME.put("io.debezium.time.Time", s -> time(1_000));
        BY_NAME.put("io.debezium.time.MicroTime", s -> time(1));
        BY_NAME.put("io.debezium.time.NanoTime", s -> new FieldType(new TextType(), Times::textOfNanos));
        BY_NAME.put("io.debezium.time.Timestamp", s -> timestamp(1_000));
        BY_NAME.put("io.debezium.time.MicroTimestamp", s -> timestamp(1));
        BY_NAME.put("io.debezium.time.NanoTimestamp", s -> new FieldType(new TimestampType(), Times::microsOfNanos));
        BY_NAME.put("io.debezium.time.ZonedTimestamp", s -> new FieldType(new TimestampType(), Times::microsOfText));
        BY_NAME.put("io.debezium.time.Year", s -> new FieldType(new IntegerType(16, true), ValueReader.AS_IS));
        BY_NAME.put("io.debezium.data.Json", s -> new FieldType(new VariantType(), ValueReader.AS_IS));
        BY_NAME.put("io.debezium.data.Bits", FieldTypes::bits);
        BY_NAME.put("io.debezium.data.geometry.Geometry", s -> new FieldType(new GeometryType(), Shapes::geometry));
        BY_NAME.put("io.debezium.data.geometry.Point", s -> new FieldType(new GeometryType(), Shapes::geometry));
        BY_NAME.put("io.debezium.data.FloatVector", FieldTypes::vector);
        BY_NAME.put("io.debezium.data.DoubleVector", FieldTypes::vector);
    }

    private FieldTypes() {}

    /** What values of this schema are. Never fails: whatever has no column type of its own becomes a JSON document. */
    static FieldType of(Schema schema) {
        Function<Schema, FieldType> named = schema.name() == null ? null : BY_NAME.get(schema.name());
        if (named != null) {
            return named.apply(schema);
        }
        return switch (schema.type()) {
            case BOOLEAN -> new FieldType(new BooleanType(), ValueReader.AS_IS);
            case INT8 -> integer(schema, 8);
            case INT16 -> integer(schema, 16);
            case INT32 -> integer(schema, 32);
            case INT64 -> integer(schema, 64);
            case FLOAT32 -> new FieldType(new FloatType(), ValueReader.AS_IS);
            case FLOAT64 -> new FieldType(new DoubleType(), ValueReader.AS_IS);
            case STRING -> new FieldType(new TextType(), ValueReader.AS_IS);
            case BYTES -> new FieldType(new BinaryType(), ValueReader.AS_IS);
            case ARRAY, MAP, STRUCT -> new FieldType(new VariantType(), value -> JsonText.of(schema, value));
        };
    }

    /** The unsigned column that a number came from, if the schema says so; null if it does not. */
    private static IntegerType unsignedSource(Schema schema) {
        String source = parameter(schema, SOURCE_TYPE).toUpperCase(Locale.ROOT);
        if (!source.contains("UNSIGNED")) {
            return null;
        }
        String base = source.split("[ (]", 2)[0];
        return switch (base) {
            case "TINYINT" -> new IntegerType(8, true);
            case "SMALLINT" -> new IntegerType(16, true);
            case "MEDIUMINT", "INT", "INTEGER" -> new IntegerType(32, true);
            case "BIGINT" -> new IntegerType(64, true);
            default -> null;
        };
    }

    private static FieldType integer(Schema schema, int bits) {
        IntegerType unsigned = unsignedSource(schema);
        ColumnType type = unsigned == null ? new IntegerType(bits, false) : unsigned;
        return new FieldType(type, ValueReader.AS_IS);
    }

    private static FieldType decimal(Schema schema) {
        int scale = Integer.parseInt(parameter(schema, Decimal.SCALE_FIELD, "0"));
        IntegerType unsigned = unsignedSource(schema);
        if (unsigned != null && scale == 0) {
            return new FieldType(unsigned, ValueReader.AS_IS);
        }
        String precision = parameter(schema, DECIMAL_PRECISION, parameter(schema, SOURCE_LENGTH, ""));
        int digits = precision.isEmpty() ? Math.max(USUAL_PRECISION, scale + 20) : Integer.parseInt(precision);
        int held = Math.min(Math.max(digits, Math.max(scale, 1)), DecimalType.MAX_PRECISION);
        return new FieldType(new DecimalType(held, Math.min(Math.max(scale, 0), held)), ValueReader.AS_IS);
    }

    private static FieldType time(long microsPerUnit) {
        return new FieldType(
                new TextType(),
                value -> Times.textOfMicros(Math.multiplyExact(((Number) value).longValue(), microsPerUnit)));
    }

    private static FieldType timestamp(long microsPerUnit) {
        return new FieldType(
                new TimestampType(),
                value -> Times.inRange(Math.multiplyExact(((Number) value).longValue(), microsPerUnit)));
    }

    private static FieldType bits(Schema schema) {
        int length = Integer.parseInt(parameter(schema, "length", "64"));
        return length > 64
                ? new FieldType(new BinaryType(), ValueReader.AS_IS)
                : new FieldType(new IntegerType(64, true), Shapes::bits);
    }

    private static FieldType vector(Schema schema) {
        String dimension = parameter(schema, SOURCE_LENGTH, "");
        // Without its length a vector has no column type; as a document it at least arrives whole.
        return dimension.isEmpty()
                ? new FieldType(new VariantType(), value -> JsonText.of(schema, value))
                : new FieldType(new VectorType(Integer.parseInt(dimension)), ValueReader.AS_IS);
    }

    private static String parameter(Schema schema, String name) {
        return parameter(schema, name, "");
    }

    private static String parameter(Schema schema, String name, String otherwise) {
        return schema.parameters() == null ? otherwise : schema.parameters().getOrDefault(name, otherwise);
    }
}
