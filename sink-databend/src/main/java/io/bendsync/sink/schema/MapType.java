package io.bendsync.sink.schema;

/** Values by key; in Java a Map, whose values may be null and whose keys may not. */
public record MapType(ColumnType key, ColumnType value) implements ColumnType {
    @Override
    public String sql() {
        return "MAP(" + key.sql() + ", " + value.sql() + " NULL)";
    }
}
