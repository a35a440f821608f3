package io.bendsync.sink.schema;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Nested types as Databend's catalogue names them: in capitals, names unquoted, without a word on NULL. Names that so
 * lose what tells them apart cannot be read back, so types are compared in this form.
 */
final class NestedNames {
    private NestedNames() {}

    /** Whether a column of this name in the catalogue is of this type. */
    static boolean same(ColumnType type, ForeignType catalogued) {
        return of(type).equalsIgnoreCase(catalogued.sql());
    }

    /** Whether both are arrays or both are maps, whose elements the server converts where it can. */
    static boolean convertible(ColumnType type, ForeignType catalogued) {
        String name = catalogued.sql().toUpperCase(Locale.ROOT);
        return !name.contains("TUPLE(")
                && ((type instanceof ArrayType && name.startsWith("ARRAY("))
                        || (type instanceof MapType && name.startsWith("MAP(")));
    }

    private static String of(ColumnType type) {
        if (type instanceof ArrayType array) {
            return "ARRAY(" + of(array.element()) + ")";
        } else if (type instanceof MapType map) {
            return "MAP(" + of(map.key()) + ", " + of(map.value()) + ")";
        } else if (type instanceof TupleType tuple) {
            return tuple.fields().stream()
                    .map(field -> field.name() + " " + of(field.type()))
                    .collect(Collectors.joining(", ", "TUPLE(", tuple.fields().size() == 1 ? ",)" : ")"));
        } else if (type instanceof IntegerType whole) {
            return (whole.unsigned() ? "UINT" : "INT") + whole.bits();
        } else if (type instanceof FloatType) {
            return "FLOAT32";
        } else if (type instanceof DoubleType) {
            return "FLOAT64";
        } else if (type instanceof TextType) {
            return "STRING";
        }
        return type.sql();
    }
}
