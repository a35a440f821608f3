package io.bendsync.source.jdbc.config;

import io.bendsync.source.jdbc.table.TableName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which tables are read.
 *
 * @param include names and globs of tables to read
 * @param exclude names and globs of tables not to read
 * @param includePatterns regular expressions of tables to read
 * @param excludePatterns regular expressions of tables not to read
 * @param catalog the database to look in, from {@code catalog.pattern}; may be a glob
 * @param home the URL's database
 */
public record TableSelection(
        List<String> include,
        List<String> exclude,
        List<Pattern> includePatterns,
        List<Pattern> excludePatterns,
        Optional<String> catalog,
        Optional<String> home) {

    /** Whether a table is to be read. */
    public boolean selects(TableName table) {
        if (!inCatalog(table) || any(exclude, table) || anyPattern(excludePatterns, table)) {
            return false;
        }
        if (!include.isEmpty()) {
            return any(include, table);
        }
        if (!includePatterns.isEmpty()) {
            return anyPattern(includePatterns, table);
        }
        return catalog.isPresent() || home.isEmpty() || home.get().equals(table.database());
    }

    /** The entries that name one table each, of which none of those given is one: they do not exist. */
    public List<String> missing(List<TableName> tables) {
        return include.stream()
                .filter(entry -> !isGlob(entry))
                .filter(entry -> tables.stream().noneMatch(table -> inCatalog(table) && matches(entry, table)))
                .toList();
    }

    private boolean inCatalog(TableName table) {
        return catalog.isEmpty()
                || glob(catalog.get().replace('%', '*'))
                        .matcher(table.database())
                        .matches();
    }

    private boolean any(List<String> entries, TableName table) {
        return entries.stream().anyMatch(entry -> matches(entry, table));
    }

    /** An entry without a database means the URL's, if that names one. */
    private boolean matches(String entry, TableName table) {
        String plain = entry.replace("`", "");
        if (glob(plain).matcher(table.toString()).matches()) {
            return true;
        }
        boolean here = catalog.isPresent() || home.isEmpty() || home.get().equals(table.database());
        return here && glob(plain).matcher(table.table()).matches();
    }

    private static boolean anyPattern(List<Pattern> patterns, TableName table) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.matcher(table.toString()).matches());
    }

    private static boolean isGlob(String entry) {
        return entry.indexOf('*') >= 0 || entry.indexOf('?') >= 0;
    }

    private static Pattern glob(String entry) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < entry.length(); i++) {
            char c = entry.charAt(i);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
