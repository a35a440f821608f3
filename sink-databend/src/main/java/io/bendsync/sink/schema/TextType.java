package io.bendsync.sink.schema;

/** Text of any length; in Java a String. */
public record TextType() implements ColumnType {
    @Override
    public String sql() {
        return "VARCHAR";
    }
}
