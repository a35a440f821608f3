package io.bendsync.runtime.verify;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The columns that can be compared, key columns first in the key's order. */
record ComparedTable(TablePair pair, List<ComparedColumn> columns, List<String> remarks, boolean incomparable) {
    private static final String COLUMNS = """
            SELECT c.column_name, c.data_type, s.seq_in_index, c.column_type
            FROM information_schema.columns c
            LEFT JOIN information_schema.statistics s
              ON s.table_schema = c.table_schema AND s.table_name = c.table_name
              AND s.column_name = c.column_name AND s.index_name = 'PRIMARY'
            WHERE c.table_schema = ? AND c.table_name = ?
            ORDER BY s.seq_in_index IS NULL, s.seq_in_index, c.ordinal_position
            """;

    static ComparedTable of(TablePair pair, MySqlReads mysql, DatabendDatabase databend) {
        List<String> remarks = new ArrayList<>();
        List<ComparedColumn> columns = new ArrayList<>();
        Map<String, String> targets = databendColumns(pair, databend);
        boolean incomparable = targets.isEmpty();
        if (targets.isEmpty()) {
            remarks.add("Databend has no table " + pair.databendDatabase() + "." + pair.databendTable());
        }
        List<List<String>> described = new ArrayList<>();
        mysql.each(COLUMNS, described::add, pair.mysqlDatabase(), pair.mysqlTable());
        for (List<String> row : targets.isEmpty() ? List.<List<String>>of() : described) {
            String name = row.get(0);
            Optional<CellKind> kind = CellKind.of(row.get(1));
            Optional<String> target = find(name, targets.keySet());
            if (target.isEmpty()) {
                remarks.add("Databend lacks the column " + name);
                incomparable = true;
            } else if (kind.isEmpty()) {
                remarks.add("column " + name + " is not compared: " + row.get(1) + " has no common text");
            } else {
                columns.add(new ComparedColumn(
                        name,
                        target.get(),
                        kind.get(),
                        row.get(3).toLowerCase(Locale.ROOT),
                        targets.get(target.get()),
                        row.get(2) != null));
            }
        }
        if (columns.isEmpty() && !incomparable) {
            remarks.add("MySQL has no table " + pair);
            incomparable = true;
        }
        return new ComparedTable(pair, List.copyOf(columns), List.copyOf(remarks), incomparable);
    }

    /** Types by name. */
    private static Map<String, String> databendColumns(TablePair pair, DatabendDatabase databend) {
        String sql = "SELECT name, data_type FROM system.columns WHERE database = " + literal(pair.databendDatabase())
                + " AND table = " + literal(pair.databendTable());
        Map<String, String> types = new LinkedHashMap<>();
        try (Rows rows = databend.query(sql)) {
            rows.all().forEach(row -> types.put(row.get(0), row.get(1)));
        }
        return types;
    }

    /** By the very name, else by the name in other letters' case. */
    private static Optional<String> find(String name, Set<String> names) {
        return names.contains(name)
                ? Optional.of(name)
                : names.stream().filter(name::equalsIgnoreCase).findFirst();
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** How many leading columns are the key; none when the table has no primary key. */
    int keyColumns() {
        return (int) columns.stream().filter(ComparedColumn::inKey).count();
    }
}
