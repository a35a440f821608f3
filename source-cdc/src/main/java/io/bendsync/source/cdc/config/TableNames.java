package io.bendsync.source.cdc.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A list of tables as users write it: regular expressions on {@code database.table} as Debezium has them, and plain
 * table names, which belong to the URL's database as with the polling source.
 */
final class TableNames {

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_$]+");
    private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");
    private static final Pattern SPECIAL = Pattern.compile("[\\\\.\\[\\]{}()*+?^$|,-]");

    private TableNames() {}

    /**
     * The list with every plain name made whole.
     *
     * @param list comma-separated
     * @param database the one that plain names belong to
     * @throws IllegalArgumentException if there is a plain name and no database
     */
    static String qualified(String list, Optional<String> database) {
        List<String> whole = new ArrayList<>();
        for (String entry : COMMA.splitAsStream(list).toList()) {
            String name = entry.trim();
            if (PLAIN.matcher(name).matches()) {
                String owner = database.orElseThrow(() -> new IllegalArgumentException("'" + name
                        + "' names no database; write database." + name
                        + ", or name the database in connection.url"));
                whole.add(literal(owner) + "\\." + literal(name));
            } else if (!name.isEmpty()) {
                whole.add(name);
            }
        }
        return String.join(",", whole);
    }

    /** A regular expression that matches this name only. */
    static String literal(String name) {
        return SPECIAL.matcher(name).replaceAll("\\\\$0");
    }
}
