package io.bendsync.source.cdc.check;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The first load locks a table for a moment where nothing else ties its rows to a position in the binlog: without a key,
 * without GTIDs, with XA transactions. The table alone, or, where the account may not do that, all tables.
 */
final class LockPrivilegeCheck implements Check {

    private static final Pattern ENOUGH =
            Pattern.compile("^GRANT .*\\b(ALL PRIVILEGES|RELOAD|FLUSH_TABLES|LOCK TABLES)\\b.* ON ");

    @Override
    public List<Finding> findings(Server server) throws SQLException {
        if ("none".equalsIgnoreCase(server.setting("snapshot.locking.mode"))) {
            return List.of();
        }
        for (List<String> grant : grants(server)) {
            if (ENOUGH.matcher(grant.get(0).toUpperCase(Locale.ROOT)).find()) {
                return List.of();
            }
        }
        return List.of(Finding.error(
                server.userKey("database.user"),
                "the account " + server.account() + " has neither RELOAD nor LOCK TABLES, one of which the first load"
                        + " needs",
                "GRANT LOCK TABLES ON *.* TO " + server.account() + ";"));
    }

    private static List<List<String>> grants(Server server) throws SQLException {
        List<List<String>> grants = new ArrayList<>(server.show("SHOW GRANTS"));
        String roles = server.rows("SELECT CURRENT_ROLE()").get(0).get(0);
        if (!"NONE".equalsIgnoreCase(roles)) {
            // The server's own quoted list: it comes back as it went out.
            grants.addAll(server.show("SHOW GRANTS FOR CURRENT_USER() USING " + roles));
        }
        return grants;
    }
}
