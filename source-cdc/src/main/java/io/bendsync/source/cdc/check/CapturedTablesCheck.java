package io.bendsync.source.cdc.check;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A table that was named and is not there, or a selection that selects nothing. */
final class CapturedTablesCheck implements Check {

    private static final String LIST = "table.include.list";
    private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");
    private static final Pattern NAMES_ONE = Pattern.compile("[\\p{L}\\p{N}_$]+(\\\\?\\.)[\\p{L}\\p{N}_$]+");

    @Override
    public List<Finding> findings(Server server) throws SQLException {
        List<SourceTable> captured = server.captured();
        List<Finding> findings = new ArrayList<>();
        namedTables(server)
                .filter(name -> !isCaptured(name, captured))
                .forEach(name -> findings.add(Finding.error(
                        LIST,
                        "table " + name + " is not there, or the account " + server.account() + " may not see it",
                        "correct the name, create the table, or GRANT SELECT on it to " + server.account() + ";")));
        if (findings.isEmpty() && captured.isEmpty()) {
            findings.add(Finding.error(
                    server.setting(LIST).isEmpty() ? server.userKey("database.include.list") : LIST,
                    "no table that is there, and that the account " + server.account() + " may see, is selected",
                    ""));
        }
        return findings;
    }

    private static Stream<String> namedTables(Server server) {
        return COMMA.splitAsStream(server.setting(LIST))
                .map(String::trim)
                .filter(entry -> NAMES_ONE.matcher(entry).matches())
                .map(entry -> entry.replace("\\", ""));
    }

    private static boolean isCaptured(String name, List<SourceTable> captured) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return captured.stream()
                .anyMatch(table -> table.toString().toLowerCase(Locale.ROOT).equals(wanted));
    }
}
