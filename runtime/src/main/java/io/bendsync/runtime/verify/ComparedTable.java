package io.bendsync.runtime.verify;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.Names;
import io.bendsync.runtime.database.Rows;
import io.bendsync.runtime.pipeline.TableRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The columns that can be compared, key columns first in the key's order.
 *
 * @param mysqlFilter a condition of MySQL's for the rows that are sent, empty for all
 * @param databendFilter a condition of Databend's for the rows that come from this table, empty for all
 */
record ComparedTable(
        TablePair pair,
        List<ComparedColumn> columns,
        List<String> remarks,
        boolean incomparable,
        String mysqlFilter,
        String databendFilter) {
    private static final String COLUMNS = """
            SELECT c.column_name, c.data_type, s.seq_in_index, c.column_type, c.is_nullable
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
        List<String> key = pair.rule().map(TableRule::key).orElse(List.of());
        List<List<String>> described = new ArrayList<>();
        mysql.each(COLUMNS, described::add, pair.mysqlDatabase(), pair.mysqlTable());
        if (described.isEmpty()) {
            remarks.add("MySQL has no table " + pair + ", or this user may not read it");
            incomparable = true;
        }
        for (List<String> row : targets.isEmpty() ? List.<List<String>>of() : described) {
            String name = row.get(0);
            Optional<CellKind> kind = CellKind.of(row.get(1));
            Optional<String> target = find(name, targets.keySet());
            if (pair.rule().isPresent() && pair.rule().get().exclude().contains(name)) {
                continue;
            }
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
                        key.isEmpty() ? row.get(2) != null : key.contains(name),
                        Treatment.of(pair.rule(), name),
                        pair.zeroDates().instead(row.get(4).equals("YES"))));
            }
        }
        if (!key.isEmpty()) {
            columns.sort(
                    Comparator.comparingInt(column -> column.inKey() ? key.indexOf(column.mysqlName()) : key.size()));
        }
        Map<String, CellKind> kinds = new HashMap<>();
        described.forEach(row -> CellKind.of(row.get(1)).ifPresent(kind -> kinds.put(row.get(0), kind)));
        return new ComparedTable(
                pair,
                List.copyOf(columns),
                List.copyOf(remarks),
                incomparable,
                pair.rule()
                        .flatMap(TableRule::filter)
                        .map(filter -> FilterSql.of(filter, kinds))
                        .orElse(""),
                databendFilter(pair));
    }

    private static String databendFilter(TablePair pair) {
        List<String> conditions = new ArrayList<>();
        pair.rule()
                .filter(TableRule::merges)
                .ifPresent(rule -> conditions.add(Names.databend(rule.shardColumn()) + " = "
                        + literal(rule.shardValue().of(pair.mysqlDatabase(), pair.mysqlTable()))));
        if (!pair.softDelete().isEmpty()) {
            conditions.add(Names.databend(pair.softDelete()) + " IS NULL");
        }
        return String.join(" AND ", conditions);
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
