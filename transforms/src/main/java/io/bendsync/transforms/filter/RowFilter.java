package io.bendsync.transforms.filter;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A condition on a row, in a small part of SQL: {@code status IN ('open', 'paid') AND deleted_at IS NULL}. Text is equal
 * only letter by letter, whatever the column's collation; numbers by value. A comparison with NULL does not hold.
 */
public sealed interface RowFilter {
    /** What is compared with. */
    sealed interface Literal permits Text, Numeral {}

    /** Letters. */
    record Text(String value) implements Literal {}

    /** A number, whole or decimal. */
    record Numeral(java.math.BigDecimal value) implements Literal {}

    /** How a value is compared with a literal. */
    enum Operator {
        EQUAL("="),
        UNEQUAL("<>"),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /** As SQL writes it. */
        public String sign() {
            return sign;
        }

        boolean holds(int comparison) {
            return switch (this) {
                case EQUAL -> comparison == 0;
                case UNEQUAL -> comparison != 0;
                case LESS -> comparison < 0;
                case AT_MOST -> comparison <= 0;
                case GREATER -> comparison > 0;
                case AT_LEAST -> comparison >= 0;
            };
        }
    }

    /** All of them hold. */
    record And(List<RowFilter> parts) implements RowFilter {
        /** For at least two parts. */
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public Set<String> columns() {
            return union(parts);
        }

        @Override
        public boolean test(Function<String, Object> cells) {
            return parts.stream().allMatch(part -> part.test(cells));
        }
    }

    /** One of them holds. */
    record Or(List<RowFilter> parts) implements RowFilter {
        /** For at least two parts. */
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public Set<String> columns() {
            return union(parts);
        }

        @Override
        public boolean test(Function<String, Object> cells) {
            return parts.stream().anyMatch(part -> part.test(cells));
        }
    }

    /** A column against one value. */
    record Comparison(String column, Operator operator, Literal literal) implements RowFilter {
        @Override
        public Set<String> columns() {
            return Set.of(column);
        }

        @Override
        public boolean test(Function<String, Object> cells) {
            return Comparing.holds(column, cells.apply(column), operator, literal);
        }
    }

    /** A column against several values. */
    record In(String column, boolean negated, List<Literal> literals) implements RowFilter {
        /** For at least one literal. */
        public In {
            literals = List.copyOf(literals);
        }

        @Override
        public Set<String> columns() {
            return Set.of(column);
        }

        @Override
        public boolean test(Function<String, Object> cells) {
            Object value = cells.apply(column);
            return value != null
                    && negated
                            != literals.stream()
                                    .anyMatch(literal -> Comparing.holds(column, value, Operator.EQUAL, literal));
        }
    }

    /** Whether a column is NULL. */
    record IsNull(String column, boolean negated) implements RowFilter {
        @Override
        public Set<String> columns() {
            return Set.of(column);
        }

        @Override
        public boolean test(Function<String, Object> cells) {
            return negated != (cells.apply(column) == null);
        }
    }

    private static Set<String> union(List<RowFilter> parts) {
        Set<String> columns = new TreeSet<>();
        parts.forEach(part -> columns.addAll(part.columns()));
        return columns;
    }

    /**
     * Reads a condition.
     *
     * @throws FilterException saying what is wrong where
     */
    static RowFilter parse(String text) {
        return new FilterParser(text).parse();
    }

    /** The columns that it looks at. */
    Set<String> columns();

    /**
     * Whether a row meets it.
     *
     * @param cells a column's value: a String, a BigDecimal, or null
     * @throws FilterException when a value cannot be compared with its literal
     */
    boolean test(Function<String, Object> cells);
}
