package io.bendsync.sink.record;

import io.bendsync.sink.schema.ArrayType;
import io.bendsync.sink.schema.Column;
import io.bendsync.sink.schema.ColumnType;
import io.bendsync.sink.schema.GeometryType;
import io.bendsync.sink.schema.MapType;
import io.bendsync.sink.schema.TupleType;
import io.bendsync.sink.schema.VariantType;
import io.bendsync.sink.schema.VectorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Lists, maps and structs as ARRAY, MAP and TUPLE. Where something within has no place in these (documents, shapes,
 * keys that are nested themselves, structs without fields, schemas that hold themselves) the whole stays a VARIANT.
 */
final class NestedTypes {
    /** Nobody nests deeper by hand; a schema that does holds itself. */
    private static final int DEEPEST = 16;

    private NestedTypes() {}

    /** The type of a nested schema, empty if it is none or has to be a VARIANT. */
    static Optional<FieldType> of(Schema schema) {
        boolean nested = schema.type() == Schema.Type.ARRAY
                || schema.type() == Schema.Type.MAP
                || schema.type() == Schema.Type.STRUCT;
        Optional<FieldType> known =
                Optional.of(FieldTypes.of(schema)).filter(type -> !(type.type() instanceof VariantType));
        return nested && known.isEmpty() ? inner(schema, 0) : Optional.empty();
    }

    private static Optional<FieldType> inner(Schema schema, int depth) {
        FieldType plain = FieldTypes.of(schema);
        ColumnType type = plain.type();
        if (!(type instanceof VariantType)) {
            return type instanceof GeometryType || type instanceof VectorType ? Optional.empty() : Optional.of(plain);
        }
        if (depth == DEEPEST) {
            return Optional.empty();
        }
        return switch (schema.type()) {
            case ARRAY -> inner(schema.valueSchema(), depth + 1).map(NestedTypes::array);
            case MAP -> map(schema, depth);
            case STRUCT -> struct(schema, depth);
            default -> Optional.empty();
        };
    }

    private static FieldType array(FieldType element) {
        return new FieldType(new ArrayType(element.type()), value -> {
            List<?> list = (List<?>) value;
            List<Object> read = new ArrayList<>(list.size());
            list.forEach(each -> read.add(each == null ? null : element.reader().read(each)));
            return read;
        });
    }

    private static Optional<FieldType> map(Schema schema, int depth) {
        Optional<FieldType> key = inner(schema.keySchema(), DEEPEST);
        Optional<FieldType> value = inner(schema.valueSchema(), depth + 1);
        if (key.isEmpty() || value.isEmpty()) {
            return Optional.empty();
        }
        ValueReader keys = key.get().reader();
        ValueReader values = value.get().reader();
        return Optional.of(new FieldType(
                new MapType(key.get().type(), value.get().type()), raw -> {
                    Map<Object, Object> read = new LinkedHashMap<>();
                    ((Map<?, ?>) raw).forEach((k, v) -> {
                        if (k == null) {
                            throw new BadRecordException("holds a map with a key that is NULL");
                        }
                        read.put(keys.read(k), v == null ? null : values.read(v));
                    });
                    return read;
                }));
    }

    private static Optional<FieldType> struct(Schema schema, int depth) {
        List<Column> columns = new ArrayList<>();
        List<ValueReader> readers = new ArrayList<>();
        List<Field> fields = schema.fields();
        for (Field field : fields) {
            Optional<FieldType> type = inner(field.schema(), depth + 1);
            if (type.isEmpty()) {
                return Optional.empty();
            }
            columns.add(new Column(field.name(), type.get().type(), true));
            readers.add(type.get().reader());
        }
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new FieldType(new TupleType(List.copyOf(columns)), value -> {
            Struct struct = (Struct) value;
            List<Object> read = new ArrayList<>(fields.size());
            for (int i = 0; i < fields.size(); i++) {
                Object each = struct.getWithoutDefault(fields.get(i).name());
                read.add(each == null ? null : readers.get(i).read(each));
            }
            return read;
        }));
    }
}
