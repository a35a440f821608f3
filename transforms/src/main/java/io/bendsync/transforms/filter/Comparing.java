package io.bendsync.transforms.filter;

import java.math.BigDecimal;

/** A cell compared with a literal of its own kind. */
final class Comparing {
    private Comparing() {}

    static boolean holds(String column, Object value, RowFilter.Operator operator, RowFilter.Literal literal) {
        if (value == null) {
            return false;
        }
        if (value instanceof BigDecimal number && literal instanceof RowFilter.Numeral other) {
            return operator.holds(number.compareTo(other.value()));
        }
        if (value instanceof String text && literal instanceof RowFilter.Text other) {
            if (operator != RowFilter.Operator.EQUAL && operator != RowFilter.Operator.UNEQUAL) {
                throw new FilterException("column " + column + " holds text, which can be equal or not, but not "
                        + operator.sign() + " something");
            }
            return operator.holds(text.equals(other.value()) ? 0 : 1);
        }
        if (!(value instanceof String || value instanceof BigDecimal)) {
            throw new FilterException(
                    "column " + column + " holds neither text nor numbers: a filter can only ask whether it IS NULL");
        }
        throw new FilterException("column " + column + " holds " + (value instanceof String ? "text" : "numbers")
                + ", and the filter compares it with " + (value instanceof String ? "a number" : "text"));
    }
}
