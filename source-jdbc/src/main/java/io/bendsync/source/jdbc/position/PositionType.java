package io.bendsync.source.jdbc.position;

import io.bendsync.source.jdbc.table.Column;

/**
 * How a column's value takes part in a reading position: read from the wire, bound in the next query, written to the
 * stored offset and read back, exact each time.
 */
public interface PositionType {
    /**
     * Gives the value as it is bound in a statement.
     *
     * @param raw a value of the binary protocol, not NULL
     */
    Object read(byte[] raw);

    /** The value as text for the stored offset. */
    String toText(Object value);

    /** The value from the text of a stored offset. */
    Object ofText(String text);

    /**
     * Gives the SQL that compares and sorts it as its bound values do.
     *
     * @param column the column
     */
    default String expression(Column column) {
        return "t." + column.quoted();
    }
}
