package io.bendsync.sink.schema;

/** Bytes of any length; in Java a byte array or a ByteBuffer. */
public record BinaryType() implements ColumnType {
    @Override
    public String sql() {
        return "BINARY";
    }
}
