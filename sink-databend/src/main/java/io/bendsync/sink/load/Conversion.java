package io.bendsync.sink.load;

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
     */
    static String sql(ColumnType from, ColumnType to, int position) {
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
            return from instanceof TextType
                    ? "coalesce(try_parse_json(" + field + "), to_variant(" + field + "))"
                    : "to_variant(" + field + ")";
        }
        if (from instanceof ArrayType || from instanceof MapType || from instanceof TupleType) {
            // The statement itself brings it to the column's type, whose name in the catalogue is no valid SQL.
            return to instanceof TextType ? "to_string(to_variant(" + field + "))" : field;
        }
        if (from instanceof VectorType && to instanceof TextType) {
            return "to_string(to_variant(" + field + "))";
        }
        return from.equals(to) ? field : "CAST(" + field + " AS " + to.sql() + ")";
    }
}
