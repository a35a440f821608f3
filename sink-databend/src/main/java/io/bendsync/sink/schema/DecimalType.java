package io.bendsync.sink.schema;

/** An exact decimal number; in Java a BigDecimal. Databend holds up to 76 digits. */
public record DecimalType(int precision, int scale) implements ColumnType {
    /** The most digits a column can have. */
    public static final int MAX_PRECISION = 76;

    @Override
    public String sql() {
        return "DECIMAL(" + precision + ", " + scale + ")";
    }

    int integerDigits() {
        return precision - scale;
    }

    boolean covers(DecimalType other) {
        return scale >= other.scale && integerDigits() >= other.integerDigits();
    }
}
