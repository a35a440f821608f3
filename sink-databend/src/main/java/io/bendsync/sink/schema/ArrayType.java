package io.bendsync.sink.schema;

/** A list of values of one type; in Java a List, whose elements may be null. */
public record ArrayType(ColumnType element) implements ColumnType {
    @Override
    public String sql() {
        return "ARRAY(" + element.sql() + " NULL)";
    }
}
