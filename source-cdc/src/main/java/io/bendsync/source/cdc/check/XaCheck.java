package io.bendsync.source.cdc.check;

import java.sql.SQLException;
import java.util.List;

/**
 * Debezium 3.6.1 sends the rows of an XA transaction when it is prepared and does not look at how it ends, so one that
 * is rolled back after that leaves rows in the target that were never there.
 */
final class XaCheck implements Check {

    @Override
    public List<Finding> findings(Server server) throws SQLException {
        long prepared = server.show("SHOW GLOBAL STATUS LIKE 'Com_xa_prepare'").stream()
                .mapToLong(row -> Long.parseLong(row.get(1)))
                .sum();
        if (prepared == 0) {
            return List.of();
        }
        return List.of(Finding.warning(
                server.userKey("database.hostname"),
                "the server has prepared " + prepared
                        + " XA transactions since its start: their rows are sent when they"
                        + " are prepared, and stay in the target if they are rolled back later",
                "run bendsync verify --repair after each XA ROLLBACK of a prepared transaction; GRANT XA_RECOVER_ADMIN ON"
                        + " *.* TO " + server.account() + "; has the first load see those that outlive a restart of the"
                        + " server"));
    }
}
