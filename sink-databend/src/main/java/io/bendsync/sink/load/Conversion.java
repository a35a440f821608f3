package io.bendsync.sink.load;

import static io.bendsync.sink.databend.Identifier.literal;

import io.bendsync.sink.schema.ArrayType;
import io.bendsync.sink.schema.ColumnType;
import io.bendsync.sink.schema.GeometryType;
import io.bendsync.sink.schema.MapType;
import io.bendsync.sink.schema.TextType;
import io.bendsync.sink.schema.TupleType;
import io.bendsync.sink.schema.VariantType;
import io.bendsync.sink.schema.VectorType;
import java.util.Collections;

/** The SQL expression that turns a file's field into a value of the table's column. */
final class Conversion {
    private Conversion() {}

    /**
     * @param from the type in the file
     * @param to the type of the table's column
     * @param position the column's place in the file
     * @param key whether rows are found by it
     * @param document whether the rows are objects without a schema
     */
    static String sql(ColumnType from, ColumnType to, int position, boolean key, boolean document) {
        String field = FileColumn.name(position);
        if (from instanceof GeometryType) {
            String shape = "st_geometryfromwkb(" + field + ", " + FileColumn.srid(position) + ")";
            if (to instanceof TextType) {
                return "st_asewkt(" + shape + ")";
            }
            return to instanceof VariantType ? "parse_json(st_asgeojson(" + shape + "))" : shape;
        }
        if (from instanceof VectorType vector && to instanceof VectorType) {
            // The cast refuses NULL, so it is given zeros there, which are then dropped.
            String zeros = "[" + String.join(", ", Collections.nCopies(vector.dimension(), "0")) + "]::ARRAY(FLOAT)";
            return "if(" + field + " IS NULL, NULL, coalesce(" + field + ", " + zeros + ")::" + to.sql() + ")";
        }
        if (from instanceof VariantType) {
            return to instanceof VariantType ? "parse_json(" + field + ")" : field;
        }
        if (to instanceof VariantType) {
            return from instanceof TextType ? variantOfText(field, document) : "to_variant(" + field + ")";
        }
        if (from instanceof ArrayType || from instanceof MapType || from instanceof TupleType) {
            // The statement itself brings it to the column's type, whose name in the catalogue is no valid SQL.
            return to instanceof TextType ? "to_string(to_variant(" + field + "))" : field;
        }
        if (from instanceof VectorType && to instanceof TextType) {
            return "to_string(to_variant(" + field + "))";
        }
        if (from instanceof TextType && !(to instanceof TextType)) {
            return key ? TextReading.ofKey(field, to) : TextReading.sql(field, to);
        }
        return from.equals(to) ? field : "CAST(" + field + " AS " + to.sql() + ")";
    }

    /** A column of texts may hold JSON; where each value says its type itself, what reads 1e5 is no number. */
    private static String variantOfText(String field, boolean document) {
        String parsed = "try_parse_json(" + field + ")";
        String json = document
                ? "if(regexp_like(" + field + ", " + literal("^\\s*[{\\[]") + "), " + parsed + ", NULL)"
                : parsed;
        return "coalesce(" + json + ", to_variant(" + field + "))";
    }
}
