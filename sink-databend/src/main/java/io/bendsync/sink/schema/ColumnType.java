package io.bendsync.sink.schema;

/**
 * The type of a column, both as a record brings it and as a table has it. One class per type; each says its name in
 * Databend's SQL. What may be written into what is decided by {@link Assignment}.
 *
 * <p>Values of a type have one Java form throughout the sink, named at each class.
 */
public sealed interface ColumnType
        permits BooleanType,
                IntegerType,
                DecimalType,
                FloatType,
                DoubleType,
                TextType,
                BinaryType,
                DateType,
                TimestampType,
                VariantType,
                GeometryType,
                VectorType,
                ArrayType,
                MapType,
                TupleType,
                ForeignType {
    /** The type's name in Databend's SQL. */
    String sql();
}
