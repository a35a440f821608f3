package io.bendsync.sink.schema;

/** A shape; in Java a {@link Geometry}. */
public record GeometryType() implements ColumnType {
    @Override
    public String sql() {
        return "GEOMETRY";
    }
}
