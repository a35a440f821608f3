package io.bendsync.sink.schema;

/** A vector of four-byte floats; in Java a List of Float. */
public record VectorType(int dimension) implements ColumnType {
    @Override
    public String sql() {
        return "VECTOR(" + dimension + ")";
    }
}
