package io.bendsync.sink.schema;

/** An instant; in Java the microseconds since 1970-01-01 UTC as a Long. */
public record TimestampType() implements ColumnType {
    @Override
    public String sql() {
        return "TIMESTAMP";
    }
}
