package io.bendsync.source.jdbc.page;

import io.bendsync.source.jdbc.mysql.Session.BoundSql;
import io.bendsync.source.jdbc.position.CursorColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the statements that bring the next rows after a position. For the order (a, b, c) these are up to three, each
 * served by an index on it: same a and b and a larger c; same a and a larger b; a larger a. Run one after the other
 * they bring the rows in order; one statement with OR would bring the same and scan the table for it.
 */
public final class Keyset {
    private final String select;
    private final List<CursorColumn> columns;
    private final List<String> order;
    private final Optional<String> notNull;
    private final Optional<BoundSql> filter;
    private final String suffix;

    /**
     * The page queries for one select and one order.
     *
     * @param select everything up to the conditions: {@code SELECT … FROM … t}
     * @param order the components of the order
     * @param suffix what the user puts behind each statement; empty for nothing
     */
    public Keyset(String select, List<CursorColumn> order, String suffix) {
        this(select, order, suffix, Optional.empty());
    }

    private Keyset(String select, List<CursorColumn> order, String suffix, Optional<BoundSql> filter) {
        this.filter = filter;
        this.columns = order;
        this.suffix = suffix;
        this.select = select;
        this.order = order.stream().map(CursorColumn::expression).toList();
        this.notNull = order.get(0).nullable() ? Optional.of(this.order.get(0) + " IS NOT NULL") : Optional.empty();
    }

    /**
     * The same, of only those rows that a condition holds for.
     *
     * @param condition the condition and its values
     */
    public Keyset where(BoundSql condition) {
        return new Keyset(select, columns, suffix, Optional.of(condition));
    }

    /**
     * Gives the statements, to be run in this order until the limit is reached.
     *
     * @param range which rows
     * @param limit how many at most
     */
    public List<BoundSql> statements(Range range, int limit) {
        List<BoundSql> statements = new ArrayList<>();
        for (int same = range.after().size() - 1; same > 0; same--) {
            List<String> conditions = new ArrayList<>();
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < same; i++) {
                condition(
                        conditions, values, order.get(i) + " = ?", range.after().get(i));
            }
            condition(
                    conditions, values, order.get(same) + " > ?", range.after().get(same));
            statements.add(statement(conditions, values, same, limit));
        }
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        if (!range.after().isEmpty()) {
            condition(conditions, values, order.get(0) + " > ?", range.after().get(0));
        }
        range.from().ifPresent(from -> condition(conditions, values, order.get(0) + " >= ?", from));
        range.before().ifPresent(before -> condition(conditions, values, order.get(0) + " < ?", before));
        range.upTo().ifPresent(upTo -> condition(conditions, values, order.get(0) + " <= ?", upTo));
        if (conditions.isEmpty()) {
            notNull.ifPresent(conditions::add);
        }
        statements.add(statement(conditions, values, 0, limit));
        return statements;
    }

    private BoundSql statement(List<String> conditions, List<Object> values, int orderFrom, int limit) {
        filter.ifPresent(only -> {
            conditions.add(only.sql());
            values.addAll(only.values());
        });
        values.add(limit);
        String by = " ORDER BY " + order.stream().skip(orderFrom).collect(Collectors.joining(", "));
        String rows = select + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions)) + by;
        // The suffix may hold a LIMIT of its own, and there can be only one.
        return new BoundSql(
                (suffix.isEmpty() ? rows : "SELECT t.* FROM (" + rows + " " + suffix + "\n) t" + by) + " LIMIT ?",
                values);
    }

    private static void condition(List<String> conditions, List<Object> values, String condition, Object value) {
        conditions.add(condition);
        values.add(value);
    }

    /**
     * Which rows to read. The borders other than {@code after} are of the order's first component alone.
     *
     * @param after the position of the last row read, all components; empty to begin
     * @param from from this value on, itself included
     * @param before below this value
     * @param upTo up to this value, itself included
     */
    public record Range(List<Object> after, Optional<Object> from, Optional<Object> before, Optional<Object> upTo) {
        /** Everything. */
        public static final Range ALL = new Range(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

        public Range {
            after = List.copyOf(after);
        }

        /** The same range from the row after the given position on. */
        public Range after(List<Object> position) {
            return new Range(position, Optional.empty(), before, upTo);
        }

        /** The same range from a value on. */
        public Range from(Object value) {
            return new Range(List.of(), Optional.of(value), before, upTo);
        }

        /** The same range up to a value, itself included. */
        public Range upTo(Object value) {
            return new Range(after, from, before, Optional.of(value));
        }

        /** The same range up to below a value. */
        public Range before(Object value) {
            return new Range(after, from, Optional.of(value), upTo);
        }
    }
}
