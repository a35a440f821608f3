package io.bendsync.source.jdbc.deletes;

import io.bendsync.source.jdbc.mysql.Session.BoundSql;
import io.bendsync.source.jdbc.position.CursorColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the statements that look rows up by key: {@code BETWEEN} where whole numbers lie close together, lists of
 * equalities, which the primary key's index serves, everywhere else. What they find is compared with the keys asked for
 * by the caller, so that a row too many does no harm; a row too few would be a false delete.
 */
final class KeyConditions {
    /** Numbers of keys in a statement: few sizes, so that few statements are kept; the last key fills up. */
    private static final int[] SIZES = {1, 16, 400};

    /** So many rows for each key asked for may lie in a range that is read whole. */
    private static final int MOST_OTHERS = 4;

    private final String select;
    private final KeyColumns columns;

    /**
     * Conditions for one table.
     *
     * @param select everything up to the conditions
     * @param columns the key's columns
     */
    KeyConditions(String select, KeyColumns columns) {
        this.select = select;
        this.columns = columns;
    }

    /**
     * Gives the statements that find these rows.
     *
     * @param keys the keys, one or more
     * @param and what else rows must fulfil, and its values
     */
    List<BoundSql> statements(List<List<String>> keys, BoundSql and) {
        Optional<List<Object>> range = range(keys);
        if (range.isPresent()) {
            List<Object> values = new ArrayList<>(range.get());
            values.addAll(and.values());
            String column = "t." + columns.components().get(0).columns().get(0).quoted();
            return List.of(new BoundSql(select + " WHERE " + column + " BETWEEN ? AND ?" + and.sql(), values));
        }
        int most = SIZES[SIZES.length - 1];
        List<BoundSql> statements = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += most) {
            statements.add(statement(keys.subList(from, Math.min(from + most, keys.size())), and));
        }
        return statements;
    }

    private BoundSql statement(List<List<String>> keys, BoundSql and) {
        int size = fitting(keys.size());
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            values.addAll(columns.values(keys.get(Math.min(i, keys.size() - 1))));
        }
        values.addAll(and.values());
        String one = columns.components().stream()
                .map(component -> "t." + component.columns().get(0).quoted() + " = ?")
                .collect(Collectors.joining(" AND ", "(", ")"));
        return new BoundSql(
                select + " WHERE (" + String.join(" OR ", Collections.nCopies(size, one)) + ")" + and.sql(), values);
    }

    /** The least and the largest of the keys where not many others can lie between. */
    private Optional<List<Object>> range(List<List<String>> keys) {
        CursorColumn first = columns.components().get(0);
        if (columns.components().size() > 1 || !first.columns().get(0).integral() || keys.size() < 2) {
            return Optional.empty();
        }
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (List<String> key : keys) {
            if (!(first.type().ofText(key.get(0)) instanceof Long value)) {
                return Optional.empty();
            }
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        long width = most - least;
        return width >= 0 && width < (long) MOST_OTHERS * keys.size()
                ? Optional.of(List.of(least, most))
                : Optional.empty();
    }

    private static int fitting(int keys) {
        for (int size : SIZES) {
            if (keys <= size) {
                return size;
            }
        }
        throw new IllegalArgumentException("too many keys for a statement: " + keys);
    }
}
