package io.bendsync.sink.schema;

/** Eight-byte floating point; in Java a Number. */
public record DoubleType() implements ColumnType {
    @Override
    public String sql() {
        return "DOUBLE";
    }
}
