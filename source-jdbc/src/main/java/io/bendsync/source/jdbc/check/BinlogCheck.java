package io.bendsync.source.jdbc.check;

import io.bendsync.source.jdbc.check.ServerCheck.Problem;
import io.bendsync.source.jdbc.config.Keys;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Whether deletes can be read in a server's binlog, by this account. */
final class BinlogCheck {
    private static final int PRIVILEGE_NEEDED = 1227;
    private static final int SYNTAX = 1064;

    private final Connection connection;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * The check by a connection.
     *
     * @param connection the caller's, who closes it
     */
    BinlogCheck(Connection connection) {
        this.connection = connection;
    }

    /** Everything that is missing, each with the statement that mends it. */
    List<Problem> problems() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet variables =
                    statement.executeQuery("SELECT @@GLOBAL.log_bin, @@GLOBAL.binlog_format, @@GLOBAL.gtid_mode")) {
                variables.next();
                wanted(variables.getBoolean(1), "the server writes no binlog: start it without --skip-log-bin");
                wanted(
                        variables.getString(2).equals("ROW"),
                        "the binlog must have rows: SET PERSIST binlog_format = ROW");
                wanted(
                        variables.getString(3).equals("ON"),
                        "transactions must have GTIDs: SET PERSIST enforce_gtid_consistency = ON, then SET PERSIST"
                                + " gtid_mode = OFF_PERMISSIVE, ON_PERMISSIVE and ON, one after the other");
            }
            replicas(statement);
        }
        return problems;
    }

    /** Needs the privilege that reading the binlog needs, so that roles count. */
    private void replicas(Statement statement) throws SQLException {
        for (String name : List.of("SHOW REPLICAS", "SHOW SLAVE HOSTS")) {
            try {
                statement.executeQuery(name).close();
                return;
            } catch (SQLException e) {
                if (e.getErrorCode() != SYNTAX) {
                    wanted(
                            e.getErrorCode() != PRIVILEGE_NEEDED,
                            "the account may not read the binlog: GRANT REPLICATION SLAVE ON *.* TO it");
                    return;
                }
            }
        }
    }

    private void wanted(boolean there, String what) {
        if (!there) {
            problems.add(new Problem(
                    Keys.DELETE_DETECTION, "cannot be binlog: " + what + "; or set it to key-scan or none"));
        }
    }
}
