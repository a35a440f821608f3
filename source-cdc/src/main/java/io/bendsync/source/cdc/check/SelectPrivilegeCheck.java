package io.bendsync.source.cdc.check;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The first load reads every captured table. */
final class SelectPrivilegeCheck implements Check {

    private static final int TABLE_DENIED = 1142;
    private static final int COLUMN_DENIED = 1143;

    @Override
    public List<Finding> findings(Server server) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (SourceTable table : server.captured()) {
            try {
                server.show("SELECT * FROM " + table.quoted() + " LIMIT 0");
            } catch (SQLException e) {
                if (e.getErrorCode() != TABLE_DENIED && e.getErrorCode() != COLUMN_DENIED) {
                    throw e;
                }
                findings.add(Finding.error(
                        server.userKey("database.user"),
                        "the account " + server.account() + " may not read " + table,
                        "GRANT SELECT ON " + table.quoted() + " TO " + server.account() + ";"));
            }
        }
        return findings;
    }
}
