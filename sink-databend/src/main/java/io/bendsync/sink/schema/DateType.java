package io.bendsync.sink.schema;

/** A day; in Java the days since 1970-01-01 as an Integer. */
public record DateType() implements ColumnType {
    @Override
    public String sql() {
        return "DATE";
    }
}
