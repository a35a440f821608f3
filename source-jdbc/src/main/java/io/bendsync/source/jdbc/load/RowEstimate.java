package io.bendsync.source.jdbc.load;

import io.bendsync.source.jdbc.mysql.Session;
import io.bendsync.source.jdbc.mysql.Session.BoundSql;
import io.bendsync.source.jdbc.position.IdOrdinal;
import io.bendsync.source.jdbc.table.Column;
import io.bendsync.source.jdbc.table.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What the server's optimizer believes about rows: EXPLAIN looks into the index in a few places, however big the table,
 * where COUNT would read all of it.
 *
 * @param session the connection to ask by
 * @param table the table
 */
record RowEstimate(Session session, TableName table) {
    /** About how many rows the table has. */
    long all() throws SQLException {
        return explained("", List.of());
    }

    /** About how many rows a column has above one id and up to another. */
    long between(Column column, IdOrdinal ordinal, long above, long upTo) throws SQLException {
        return explained(
                " WHERE " + column.quoted() + " > ? AND " + column.quoted() + " <= ?",
                List.of(ordinal.value(above), ordinal.value(upTo)));
    }

    /** The smallest or the largest id; empty when the table is. */
    Optional<String> outermost(Column column, boolean largest) throws SQLException {
        String sql = "SELECT " + column.quoted() + " FROM " + table.quoted() + " WHERE " + column.quoted()
                + " IS NOT NULL ORDER BY " + column.quoted() + (largest ? " DESC" : "") + " LIMIT 1";
        try (ResultSet row = session.query(new BoundSql(sql, List.of()), false)) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    private long explained(String where, List<Object> values) throws SQLException {
        String sql = "EXPLAIN FORMAT=TRADITIONAL SELECT 1 FROM " + table.quoted() + where;
        try (ResultSet plan = session.query(new BoundSql(sql, values), false)) {
            return plan.next() ? plan.getLong("rows") : 0;
        }
    }
}
