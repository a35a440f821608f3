package io.bendsync.source.cdc.check;

import java.sql.SQLException;
import java.util.List;

/** Where the server's binlog ends; the statement has another name before MySQL 8.2. */
record BinlogStatus(Server server) {

    private static final int UNKNOWN_STATEMENT = 1064;
    private static final int PRIVILEGE_NEEDED = 1227;

    /** File, position, databases logged, databases not logged, GTIDs; none without a binlog or the privilege. */
    List<List<String>> rows() throws SQLException {
        try {
            return ask();
        } catch (SQLException e) {
            if (e.getErrorCode() == PRIVILEGE_NEEDED) {
                return List.of();
            }
            throw e;
        }
    }

    /** Whether the account has the privilege to ask, which Debezium needs too. */
    boolean isAllowed() throws SQLException {
        try {
            ask();
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() == PRIVILEGE_NEEDED) {
                return false;
            }
            throw e;
        }
    }

    private List<List<String>> ask() throws SQLException {
        try {
            return server.show("SHOW BINARY LOG STATUS");
        } catch (SQLException e) {
            if (e.getErrorCode() != UNKNOWN_STATEMENT) {
                throw e;
            }
            return server.show("SHOW MASTER STATUS");
        }
    }
}
