package io.bendsync.runtime.verify;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.database.Names;
import io.bendsync.runtime.database.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The columns that can be compared, key columns first in the key's order, and the queries for them. */
record ComparedTable(TablePair pair, List<ComparedColumn> columns, List<String> remarks, boolean incomparable) {
    private static final String COLUMNS = """
            SELECT c.column_name, c.data_type, s.seq_in_index
            FROM information_schema.columns c
            LEFT JOIN information_schema.statistics s
              ON s.table_schema = c.table_schema AND s.table_name = c.table_name
              AND s.column_name = c.column_name AND s.index_name = 'PRIMARY'
            WHERE c.table_schema = ? AND c.table_name = ?
            ORDER BY s.seq_in_index IS NULL, s.seq_in_index, c.ordinal_position
            """;

    static ComparedTable of(TablePair pair, MySqlDatabase mysql, DatabendDatabase databend) {
        List<String> remarks = new ArrayList<>();
        List<ComparedColumn> columns = new ArrayList<>();
        List<String> targets = databendColumns(pair, databend);
        boolean incomparable = targets.isEmpty();
        if (targets.isEmpty()) {
            remarks.add("Databend has no table " + pair.databendDatabase() + "." + pair.databendTable());
        }
        try (Rows rows = mysql.query(COLUMNS, pair.mysqlDatabase(), pair.mysqlTable())) {
            for (List<String> row = rows.next(); row != null && !targets.isEmpty(); row = rows.next()) {
                String name = row.get(0);
                Optional<CellKind> kind = CellKind.of(row.get(1));
                Optional<String> target = find(name, targets);
                if (target.isEmpty()) {
                    remarks.add("Databend lacks the column " + name);
                    incomparable = true;
                } else if (kind.isEmpty()) {
                    remarks.add("column " + name + " is not compared: " + row.get(1) + " has no common text");
                } else {
                    columns.add(new ComparedColumn(name, target.get(), kind.get(), row.get(2) != null));
                }
            }
        }
        if (columns.isEmpty() && !incomparable) {
            remarks.add("MySQL has no table " + pair);
            incomparable = true;
        }
        return new ComparedTable(pair, List.copyOf(columns), List.copyOf(remarks), incomparable);
    }

    private static List<String> databendColumns(TablePair pair, DatabendDatabase databend) {
        String sql = "SELECT name FROM system.columns WHERE database = " + literal(pair.databendDatabase())
                + " AND table = " + literal(pair.databendTable());
        try (Rows rows = databend.query(sql)) {
            return rows.all().stream().map(row -> row.get(0)).toList();
        }
    }

    /** By the very name, else by the name in other letters' case. */
    private static Optional<String> find(String name, List<String> names) {
        return names.contains(name)
                ? Optional.of(name)
                : names.stream().filter(name::equalsIgnoreCase).findFirst();
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** How many leading columns are the key; none when the table has no key that both sides can sort by. */
    int keyColumns() {
        int count = 0;
        for (ComparedColumn column : columns) {
            if (column.inKey()) {
                if (!column.kind().sorts()) {
                    return 0;
                }
                count++;
            }
        }
        return count;
    }

    String mysqlQuery() {
        String order = columns.stream()
                .limit(keyColumns())
                .map(column -> column.kind().mysqlOrder(column.mysqlName()))
                .collect(Collectors.joining(", "));
        return "SELECT "
                + columns.stream()
                        .map(column -> column.kind().mysqlExpression(column.mysqlName()))
                        .collect(Collectors.joining(", "))
                + " FROM " + Names.mysql(pair.mysqlDatabase()) + "." + Names.mysql(pair.mysqlTable())
                + (order.isEmpty() ? "" : " ORDER BY " + order);
    }

    String databendQuery() {
        String order = columns.stream()
                .limit(keyColumns())
                .map(column -> Names.databend(column.databendName()))
                .collect(Collectors.joining(", "));
        return "SELECT "
                + columns.stream()
                        .map(column -> column.kind().databendExpression(column.databendName()))
                        .collect(Collectors.joining(", "))
                + " FROM " + Names.databend(pair.databendDatabase()) + "." + Names.databend(pair.databendTable())
                + (order.isEmpty() ? "" : " ORDER BY " + order);
    }
}
