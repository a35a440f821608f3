package io.bendsync.sink.schema;

/** Four-byte floating point; in Java a Number. */
public record FloatType() implements ColumnType {
    @Override
    public String sql() {
        return "FLOAT";
    }
}
