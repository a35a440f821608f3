package io.bendsync.sink.load;

import io.bendsync.sink.schema.ArrayType;
import io.bendsync.sink.schema.BinaryType;
import io.bendsync.sink.schema.BooleanType;
import io.bendsync.sink.schema.Column;
import io.bendsync.sink.schema.ColumnType;
import io.bendsync.sink.schema.DateType;
import io.bendsync.sink.schema.DecimalType;
import io.bendsync.sink.schema.DoubleType;
import io.bendsync.sink.schema.FloatType;
import io.bendsync.sink.schema.ForeignType;
import io.bendsync.sink.schema.GeometryType;
import io.bendsync.sink.schema.IntegerType;
import io.bendsync.sink.schema.MapType;
import io.bendsync.sink.schema.TextType;
import io.bendsync.sink.schema.TimestampType;
import io.bendsync.sink.schema.TupleType;
import io.bendsync.sink.schema.VariantType;
import io.bendsync.sink.schema.VectorType;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.ColumnOrder;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** How a column type stands in a Parquet file: its field, or fields, and the way values are written. */
record FileColumn(List<Type> fields, CellWriter writer) {
    /** The column of this type, named {@code c<position>}: names of ours, so that odd ones never meet a file. */
    static FileColumn of(ColumnType type, int position) {
        String name = name(position);
        if (type instanceof GeometryType) {
            return new FileColumn(
                    List.of(
                            Types.optional(PrimitiveTypeName.BINARY).named(name),
                            Types.optional(PrimitiveTypeName.INT32).named(srid(position))),
                    new CellWriters.GeometryCells());
        }
        if (type instanceof VectorType vector) {
            return new FileColumn(
                    List.of(nested(new ArrayType(new FloatType()), name)), new CellWriters.VectorCells(vector));
        }
        return new FileColumn(List.of(nested(type, name)), writer(type));
    }

    /** A struct's field: by position, so that odd names never meet a file. */
    static String field(int position) {
        return "f" + position;
    }

    private static Type nested(ColumnType type, String name) {
        if (type instanceof ArrayType array) {
            return Types.optionalList()
                    .element(nested(array.element(), "element"))
                    .named(name);
        } else if (type instanceof MapType map) {
            return Types.optionalMap()
                    .key(primitive(map.key(), "key", Repetition.REQUIRED))
                    .value(nested(map.value(), "value"))
                    .named(name);
        } else if (type instanceof TupleType tuple) {
            List<Type> fields = new ArrayList<>();
            for (Column each : tuple.fields()) {
                fields.add(nested(each.type(), field(fields.size())));
            }
            return new GroupType(Repetition.OPTIONAL, name, fields);
        }
        return primitive(type, name, Repetition.OPTIONAL);
    }

    static String name(int position) {
        return "c" + position;
    }

    /** The second field of a shape: its reference system. */
    static String srid(int position) {
        return "c" + position + "_srid";
    }

    private static Type primitive(ColumnType type, String name, Repetition repetition) {
        if (type instanceof IntegerType whole) {
            return Types.primitive(whole.bits() == 64 ? PrimitiveTypeName.INT64 : PrimitiveTypeName.INT32, repetition)
                    .as(LogicalTypeAnnotation.intType(whole.bits(), !whole.unsigned()))
                    .named(name);
        } else if (type instanceof DecimalType decimal) {
            return decimal(decimal, name, repetition);
        } else if (type instanceof BooleanType) {
            return Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
        } else if (type instanceof FloatType) {
            return floating(PrimitiveTypeName.FLOAT, name, repetition);
        } else if (type instanceof DoubleType) {
            return floating(PrimitiveTypeName.DOUBLE, name, repetition);
        } else if (type instanceof BinaryType) {
            return Types.primitive(PrimitiveTypeName.BINARY, repetition).named(name);
        } else if (type instanceof DateType) {
            return Types.primitive(PrimitiveTypeName.INT32, repetition)
                    .as(LogicalTypeAnnotation.dateType())
                    .named(name);
        } else if (type instanceof TimestampType) {
            return Types.primitive(PrimitiveTypeName.INT64, repetition)
                    .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
                    .named(name);
        } else if (type instanceof TextType || type instanceof VariantType) {
            return Types.primitive(PrimitiveTypeName.BINARY, repetition)
                    .as(LogicalTypeAnnotation.stringType())
                    .named(name);
        }
        throw new IllegalStateException("records bring no " + type.sql());
    }

    private static Type floating(PrimitiveTypeName type, String name, Repetition repetition) {
        // Parquet's newer order for floating point is written into the footer, where older readers, Databend's among
        // them, take the whole file for broken.
        return Types.primitive(type, repetition)
                .columnOrder(ColumnOrder.typeDefined())
                .named(name);
    }

    private static Type decimal(DecimalType type, String name, Repetition repetition) {
        LogicalTypeAnnotation annotation = LogicalTypeAnnotation.decimalType(type.scale(), type.precision());
        if (type.precision() <= 18) {
            return Types.primitive(
                            type.precision() <= 9 ? PrimitiveTypeName.INT32 : PrimitiveTypeName.INT64, repetition)
                    .as(annotation)
                    .named(name);
        }
        return Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
                .length(CellWriters.decimalBytes(type.precision()))
                .as(annotation)
                .named(name);
    }

    private static CellWriter writer(ColumnType type) {
        if (type instanceof ArrayType array) {
            return new NestedCells.ListCells(writer(array.element()));
        } else if (type instanceof MapType map) {
            return new NestedCells.MapCells(writer(map.key()), writer(map.value()));
        } else if (type instanceof TupleType tuple) {
            return new NestedCells.TupleCells(
                    tuple.fields().stream().map(each -> writer(each.type())).toList());
        } else if (type instanceof IntegerType whole) {
            return new CellWriters.IntegerCells(whole);
        } else if (type instanceof DecimalType decimal) {
            return new CellWriters.DecimalCells(decimal);
        } else if (type instanceof BooleanType) {
            return (out, value) -> out.addBoolean((Boolean) value);
        } else if (type instanceof FloatType) {
            return (out, value) -> out.addFloat(((Number) value).floatValue());
        } else if (type instanceof DoubleType) {
            return CellWriters::addDouble;
        } else if (type instanceof BinaryType) {
            return CellWriters::addBytes;
        } else if (type instanceof DateType) {
            return (out, value) -> out.addInteger((Integer) value);
        } else if (type instanceof TimestampType) {
            return (out, value) -> out.addLong((Long) value);
        } else if (type instanceof TextType || type instanceof VariantType) {
            return CellWriters::addText;
        } else if (type instanceof ForeignType) {
            throw new IllegalStateException("records bring no " + type.sql());
        }
        throw new IllegalStateException("no writer for " + type.sql());
    }
}
