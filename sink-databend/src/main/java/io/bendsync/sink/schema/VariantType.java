package io.bendsync.sink.schema;

/** A JSON document; in Java its text. */
public record VariantType() implements ColumnType {
    @Override
    public String sql() {
        return "VARIANT";
    }
}
