package io.bendsync.source.jdbc.position;

import io.bendsync.source.jdbc.table.Column;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One component of the order in which a table is read: a column, or the first that is not NULL of several.
 *
 * @param columns the columns, one or more
 * @param type how their values are read, bound and stored
 */
public record CursorColumn(List<Column> columns, PositionType type) {
    /** The component of one column. */
    public static CursorColumn of(Column column) {
        return new CursorColumn(List.of(column), PositionTypes.of(column));
    }

    /** The component of several timestamp columns, of which the first that is not NULL counts. */
    public static CursorColumn firstOf(List<Column> columns) {
        return new CursorColumn(List.copyOf(columns), PositionTypes.of(columns.get(0)));
    }

    /** The SQL to compare and sort by. */
    public String expression() {
        if (columns.size() == 1) {
            return type.expression(columns.get(0));
        }
        return columns.stream().map(type::expression).collect(Collectors.joining(", ", "COALESCE(", ")"));
    }

    /** Whether it can be NULL. */
    public boolean nullable() {
        return columns.stream().allMatch(Column::nullable);
    }

    /** For messages. */
    public String name() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
