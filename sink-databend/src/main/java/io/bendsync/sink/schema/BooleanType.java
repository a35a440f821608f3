package io.bendsync.sink.schema;

/** True or false; in Java a Boolean. */
public record BooleanType() implements ColumnType {
    @Override
    public String sql() {
        return "BOOLEAN";
    }
}
