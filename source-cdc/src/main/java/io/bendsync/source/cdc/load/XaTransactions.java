package io.bendsync.source.cdc.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Whether XA transactions may be prepared on the server. Such a one is in the binlog, and among the executed GTIDs, with
 * all its rows when it is prepared, and in the tables only when it is committed: a position behind it says nothing of what
 * can be read.
 *
 * @param connection to ask by
 */
record XaTransactions(LoadConnection connection) {

    /** XA START counts too: a replica applies PREPARE by an event of its own, which it does not count. */
    private static final String SEEN =
            "SHOW GLOBAL STATUS WHERE Variable_name IN ('Com_xa_start', 'Com_xa_prepare') AND Value > 0";

    private static final List<Integer> DENIED = List.of(1227, 1401);

    /** Whether there may be some, or have been a moment ago. */
    boolean may() throws SQLException {
        // The count comes first: XA RECOVER shows a transaction only some time after its GTID is there.
        return hasRows(SEEN) || isAnyLeft();
    }

    /** One may have outlived the server's last restart, which set the counts to 0. */
    private boolean isAnyLeft() throws SQLException {
        try {
            return hasRows("XA RECOVER");
        } catch (SQLException e) {
            if (DENIED.contains(e.getErrorCode())) {
                return false;
            }
            throw e;
        }
    }

    private boolean hasRows(String sql) throws SQLException {
        try (Statement statement = connection.jdbc().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }
}
