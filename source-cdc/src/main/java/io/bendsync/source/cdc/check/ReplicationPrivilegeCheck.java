package io.bendsync.source.cdc.check;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The privileges to read the binlog, found out by use rather than by reading grants: roles, partial revokes and
 * proxies all count as the server counts them.
 */
final class ReplicationPrivilegeCheck implements Check {

    @Override
    public List<Finding> findings(Server server) throws SQLException {
        List<String> missing = new ArrayList<>();
        if (!new BinlogStatus(server).isAllowed()) {
            missing.add("REPLICATION CLIENT");
        }
        if (!new Replicas(server).isAllowed()) {
            missing.add("REPLICATION SLAVE");
        }
        if (missing.isEmpty()) {
            return List.of();
        }
        String privileges = String.join(", ", missing);
        return List.of(Finding.error(
                server.userKey("database.user"),
                "the account " + server.account() + " lacks " + privileges + " and cannot read the binlog",
                "GRANT " + privileges + " ON *.* TO " + server.account() + ";"));
    }
}
