package io.bendsync.source.jdbc.decode;

import io.bendsync.source.jdbc.failure.SourceException;
import io.bendsync.source.jdbc.table.Column;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The one table of MySQL types: which decoder serves which. */
public final class ColumnDecoders {
    private final Map<String, Function<Column, ColumnDecoder>> byType = new HashMap<>();

    /**
     * The decoders of every MySQL type, under the user's options.
     *
     * @param options what the user chose about types
     */
    public ColumnDecoders(DecodeOptions options) {
        register(Integers::of, "tinyint", "smallint", "mediumint", "int", "bigint");
        register(column -> Numbers.decimal(column, options.numericMapping()), "decimal");
        register(Numbers::floating, "float");
        register(Numbers::doubled, "double");
        register(Bits::of, "bit");
        register(Texts::text, "char", "varchar", "tinytext", "text", "mediumtext", "longtext");
        register(Texts::binary, "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob");
        register(Texts::enumerated, "enum");
        register(Texts::set, "set");
        register(Texts::json, "json");
        register(column -> Dates.date(column, options), "date");
        register(column -> Dates.dateTime(column, options), "datetime", "timestamp");
        register(Dates::time, "time");
        register(Dates::year, "year");
        register(Shapes::geometry, "geometry", "point", "linestring", "polygon", "geomcollection");
        register(Shapes::geometry, "multipoint", "multilinestring", "multipolygon", "geometrycollection");
        register(Shapes::vector, "vector");
    }

    /**
     * Gives its schema and decoder.
     *
     * @param column a column
     * @throws SourceException when the type is not known
     */
    public ColumnDecoder of(Column column) {
        Function<Column, ColumnDecoder> factory = byType.get(column.dataType());
        if (factory == null) {
            throw new SourceException("Column " + column.name() + " has the type " + column.dataType()
                    + ", which is not known here; leave it out with a view or a query");
        }
        return factory.apply(column);
    }

    private void register(Function<Column, ColumnDecoder> factory, String... types) {
        for (String type : types) {
            byType.put(type, factory);
        }
    }
}
