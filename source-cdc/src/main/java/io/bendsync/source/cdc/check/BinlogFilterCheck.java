package io.bendsync.source.cdc.check;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A server can keep databases out of its binlog; their changes would never be seen. */
final class BinlogFilterCheck implements Check {

    @Override
    public List<Finding> findings(Server server) throws SQLException {
        String key = server.userKey("database.hostname");
        List<Finding> findings = new ArrayList<>();
        if (isOff(server, "log_replica_updates") || isOff(server, "log_slave_updates")) {
            findings.add(Finding.warning(
                    key,
                    "the server does not log what it replicates from another server (log_replica_updates=OFF): if it is"
                            + " a replica, its binlog lacks those changes",
                    "put log_replica_updates=ON under [mysqld] in my.cnf and restart MySQL, or read from the primary"));
        }
        List<List<String>> status = new BinlogStatus(server).rows();
        if (status.isEmpty()) {
            return findings;
        }
        Set<String> only = names(status.get(0).get(2));
        Set<String> except = names(status.get(0).get(3));
        if (only.isEmpty() && except.isEmpty()) {
            return findings;
        }
        Set<String> missing = server.captured().stream()
                .map(SourceTable::database)
                .filter(database -> !isLogged(database.toLowerCase(Locale.ROOT), only, except))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!missing.isEmpty()) {
            findings.add(Finding.error(
                    key,
                    "the server keeps these databases out of its binlog: " + String.join(", ", missing),
                    "take binlog-do-db and binlog-ignore-db out of my.cnf and restart MySQL"));
        }
        return findings;
    }

    private static boolean isOff(Server server, String variable) {
        return "OFF".equalsIgnoreCase(server.variable(variable));
    }

    private static boolean isLogged(String database, Set<String> only, Set<String> except) {
        return only.isEmpty() ? !except.contains(database) : only.contains(database);
    }

    private static Set<String> names(String list) {
        return list == null
                ? Set.of()
                : Arrays.stream(list.toLowerCase(Locale.ROOT).split(",", -1))
                        .map(String::trim)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet());
    }
}
