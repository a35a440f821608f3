package io.bendsync.source.jdbc.position;

import io.bendsync.source.jdbc.table.TableName;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The names of cursor columns as configured: the same for all tables, or by table. Both empty: they are found.
 *
 * @param everywhere the columns of all tables
 * @param byTable the columns of the tables that match; each table must match exactly one entry
 */
public record CursorNames(List<String> everywhere, List<Entry> byTable) {
    public CursorNames {
        everywhere = List.copyOf(everywhere);
        byTable = List.copyOf(byTable);
    }

    /** The same columns in every table; none to have them found. */
    public static CursorNames of(List<String> everywhere) {
        return new CursorNames(everywhere, List.of());
    }

    /**
     * Gives a table's columns, empty when they are to be found.
     *
     * @param table the table
     * @param key the setting, for the message
     * @throws Ambiguous when no entry, or more than one, is for that table
     */
    List<String> in(TableName table, String key) {
        if (byTable.isEmpty()) {
            return everywhere;
        }
        List<Entry> fitting = byTable.stream()
                .filter(entry -> entry.tables().matcher(table.toString()).matches())
                .toList();
        if (fitting.size() != 1) {
            throw new Ambiguous("Table " + table + " matches "
                    + (fitting.isEmpty() ? "no entry" : fitting.size() + " entries") + " of " + key
                    + ", and must match exactly one; write an entry for it, or leave the table out");
        }
        return fitting.get(0).columns();
    }

    /**
     * The cursor columns of some tables.
     *
     * @param tables matches the whole of {@code database.table}
     * @param columns the columns' names
     */
    public record Entry(Pattern tables, List<String> columns) {
        /**
         * Reads {@code regex:[column|column]} or {@code regex:column}.
         *
         * @param text one entry of the setting
         * @throws IllegalArgumentException when it is neither
         */
        public static Entry parse(String text) {
            int colon = text.lastIndexOf(':');
            String names = colon < 0 ? "" : text.substring(colon + 1).strip();
            if (names.startsWith("[") && names.endsWith("]")) {
                names = names.substring(1, names.length() - 1);
            }
            List<String> columns = List.of(names.split("\\|", -1)).stream()
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .toList();
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("no columns");
            }
            return new Entry(Pattern.compile(text.substring(0, colon).strip()), columns);
        }
    }

    /** A table to which not exactly one entry applies. */
    static final class Ambiguous extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ambiguous(String message) {
            super(message);
        }
    }
}
