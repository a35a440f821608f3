package io.bendsync.source.cdc.load;

import io.debezium.relational.Column;
import io.debezium.relational.Table;
import io.debezium.util.ColumnUtils;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Reads the cells of one query's rows as Debezium's converters take them. How a column is read is settled once per query.
 * Dates and times are read by us: Debezium goes through the JVM's zone, in which an hour of each spring does not exist for
 * those that have no zone, and takes four times as long. All else is read by Debezium, and instants too where the connection's
 * zone is not UTC.
 */
final class RowReader {

    private final int width;
    private final int[] places;
    private final Cell[] cells;

    @FunctionalInterface
    private interface Cell {
        Object read(ResultSet row) throws SQLException;
    }

    /**
     * Of a query's result.
     *
     * @param connection which has asked
     * @param table whose rows they are
     */
    RowReader(LoadConnection connection, Table table, ResultSet found) throws SQLException {
        ColumnUtils.ColumnArray array = ColumnUtils.toArray(found, table);
        Column[] columns = array.getColumns();
        width = array.getGreatestColumnPosition();
        places = new int[columns.length];
        cells = new Cell[columns.length];
        for (int i = 0; i < columns.length; i++) {
            places[i] = columns[i].position() - 1;
            cells[i] = cell(connection, table, columns[i], i + 1);
        }
    }

    private static Cell cell(LoadConnection connection, Table table, Column column, int index) {
        Cell any = row -> connection.debezium().getColumnValue(row, index, column, table);
        return switch (column.jdbcType()) {
            case Types.DATE -> row -> orElse(TemporalText.date(row.getBytes(index)), row, any);
            case Types.TIMESTAMP -> row -> orElse(TemporalText.dateTime(row.getBytes(index)), row, any);
            case Types.TIMESTAMP_WITH_TIMEZONE ->
                connection.isInUtc() ? row -> orElse(instant(row.getBytes(index)), row, any) : any;
            default -> any;
        };
    }

    /** As Debezium has them. */
    private static Object instant(byte[] text) {
        LocalDateTime time = TemporalText.dateTime(text);
        return time == null ? null : time.atZone(ZoneOffset.UTC);
    }

    /** NULL and zero dates are left to Debezium too, which the binlog's are. */
    private static Object orElse(Object value, ResultSet row, Cell otherwise) throws SQLException {
        return value == null ? otherwise.read(row) : value;
    }

    /** The row that the result stands at, each cell at its column's place in the table. */
    Object[] read(ResultSet row) throws SQLException {
        Object[] values = new Object[width];
        for (int i = 0; i < cells.length; i++) {
            values[places[i]] = cells[i].read(row);
        }
        return values;
    }
}
