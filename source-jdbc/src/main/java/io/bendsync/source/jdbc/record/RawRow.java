package io.bendsync.source.jdbc.record;

import java.sql.SQLException;

/** A row as the server sent it. */
@FunctionalInterface
public interface RawRow {
    /**
     * Gives its bytes in MySQL's binary protocol, null for NULL; not to be changed.
     *
     * @param index the column's place in the select list, from 0
     * @throws SQLException when the driver cannot give it
     */
    byte[] get(int index) throws SQLException;
}
