package io.bendsync.source.cdc.check;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The replicas that have signed on at the server. Readers like Debezium do not sign on and are not among them; ids
 * drawn from a wide range keep these apart.
 */
record Replicas(Server server) {

    private static final int UNKNOWN_STATEMENT = 1064;
    private static final int PRIVILEGE_NEEDED = 1227;

    /** Whether the account has the privilege to ask, which is the one to read the binlog. */
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

    /** The ids of the server and its replicas; the server's alone without the privilege. */
    Set<Long> idsTaken() throws SQLException {
        Set<Long> ids = new HashSet<>();
        ids.add(Long.parseLong(server.variable("server_id")));
        if (isAllowed()) {
            for (List<String> replica : ask()) {
                ids.add(Long.parseLong(replica.get(0)));
            }
        }
        return ids;
    }

    private List<List<String>> ask() throws SQLException {
        try {
            return server.show("SHOW REPLICAS");
        } catch (SQLException e) {
            if (e.getErrorCode() != UNKNOWN_STATEMENT) {
                throw e;
            }
            return server.show("SHOW SLAVE HOSTS");
        }
    }
}
