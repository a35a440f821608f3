package io.bendsync.sink.schema;

/**
 * Whether values of one type may be written into a column of another. Nothing that would round, cut or bend a value
 * is ever allowed.
 */
public sealed interface Assignment {
    /** Every value arrives as it is. */
    record Fits() implements Assignment {}

    /** A value either arrives as it is or the server refuses it: it has to be tried. */
    record Checked() implements Assignment {}

    /** The column has to become wider first. */
    record Widen(ColumnType to) implements Assignment {}

    /** Values would be bent; a person has to decide. */
    record Refused() implements Assignment {}

    /**
     * Decides for values of type {@code from} and a column of type {@code to}.
     *
     * @param toText whether a column may become VARCHAR where nothing else holds both
     */
    static Assignment of(ColumnType from, ColumnType to, boolean toText) {
        if (from instanceof BinaryType && !from.equals(to)) {
            return new Refused();
        }
        if (from.equals(to) || to instanceof TextType || to instanceof VariantType) {
            return new Fits();
        }
        if (from instanceof ArrayType || from instanceof MapType || from instanceof TupleType) {
            return ofNested(from, to);
        }
        Assignment decision = decide(from, to);
        if (decision instanceof Refused && toText && !(to instanceof ForeignType)) {
            return new Widen(new TextType());
        }
        return decision;
    }

    private static Assignment decide(ColumnType from, ColumnType to) {
        if (from instanceof TextType || to instanceof ForeignType) {
            // The server reads text as a date, a number and so on, or says that it cannot.
            return to instanceof BinaryType || to instanceof VectorType ? new Refused() : new Checked();
        }
        if (from instanceof BooleanType && to instanceof IntegerType) {
            return new Fits();
        }
        if (from instanceof IntegerType whole) {
            return ofInteger(whole, to);
        }
        if (from instanceof DecimalType decimal) {
            return ofDecimal(decimal, to);
        }
        if ((from instanceof FloatType && to instanceof DoubleType)
                || (from instanceof DateType && to instanceof TimestampType)) {
            return new Fits();
        }
        if (from instanceof DoubleType && to instanceof FloatType) {
            return new Widen(new DoubleType());
        }
        return new Refused();
    }

    private static Assignment ofNested(ColumnType from, ColumnType to) {
        if (!(to instanceof ForeignType catalogued)) {
            return new Refused();
        }
        return NestedNames.same(from, catalogued)
                ? new Fits()
                : NestedNames.convertible(from, catalogued) ? new Checked() : new Refused();
    }

    private static Assignment ofInteger(IntegerType from, ColumnType to) {
        if (to instanceof IntegerType whole) {
            return whole.covers(from) ? new Fits() : new Widen(covering(from, whole));
        }
        if (to instanceof DecimalType decimal) {
            return ofDecimal(new DecimalType(from.digits(), 0), decimal);
        }
        boolean exact =
                (to instanceof DoubleType && from.bits() <= 32) || (to instanceof FloatType && from.bits() <= 16);
        return exact ? new Fits() : new Refused();
    }

    private static Assignment ofDecimal(DecimalType from, ColumnType to) {
        if (to instanceof IntegerType whole) {
            // A whole number of known length, as BIGINT UNSIGNED arrives from some sources.
            return from.scale() == 0 ? ofWholeDecimal(from, whole) : new Refused();
        }
        if (!(to instanceof DecimalType decimal)) {
            return new Refused();
        }
        if (decimal.covers(from)) {
            return new Fits();
        }
        return widened(from, decimal);
    }

    private static Assignment ofWholeDecimal(DecimalType from, IntegerType to) {
        if (from.precision() < to.digits()) {
            return new Fits();
        }
        return to.unsigned() && to.bits() == 64 ? new Checked() : widened(from, new DecimalType(to.digits(), 0));
    }

    private static Assignment widened(DecimalType a, DecimalType b) {
        int scale = Math.max(a.scale(), b.scale());
        int precision = Math.max(a.integerDigits(), b.integerDigits()) + scale;
        return precision > DecimalType.MAX_PRECISION ? new Refused() : new Widen(new DecimalType(precision, scale));
    }

    private static ColumnType covering(IntegerType a, IntegerType b) {
        int bits = Math.max(a.bits(), b.bits());
        if (a.unsigned() == b.unsigned()) {
            return new IntegerType(bits, a.unsigned());
        }
        int unsignedBits = a.unsigned() ? a.bits() : b.bits();
        int signedBits = Math.max(a.unsigned() ? b.bits() : a.bits(), unsignedBits * 2);
        return signedBits > 64 ? new DecimalType(20, 0) : new IntegerType(signedBits, false);
    }
}
