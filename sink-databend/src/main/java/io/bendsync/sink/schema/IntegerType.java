package io.bendsync.sink.schema;

/**
 * A whole number of 8, 16, 32 or 64 bits; in Java a Number, for unsigned 64 bits possibly a BigDecimal.
 */
public record IntegerType(int bits, boolean unsigned) implements ColumnType {
    @Override
    public String sql() {
        String name = switch (bits) {
            case 8 -> "TINYINT";
            case 16 -> "SMALLINT";
            case 32 -> "INT";
            case 64 -> "BIGINT";
            default -> throw new IllegalStateException("no integer of " + bits + " bits");
        };
        return unsigned ? name + " UNSIGNED" : name;
    }

    /** Whether every value of the other type is one of this. */
    boolean covers(IntegerType other) {
        return unsigned == other.unsigned ? bits >= other.bits : !unsigned && bits > other.bits;
    }

    /** How many decimal digits its values may have. */
    int digits() {
        return switch (bits) {
            case 8 -> 3;
            case 16 -> 5;
            case 32 -> 10;
            default -> unsigned ? 20 : 19;
        };
    }
}
