package io.bendsync.runtime.run;

import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.database.Rows;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.pipeline.TableRule;
import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.verify.CellKind;
import io.bendsync.transforms.filter.RowFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether the columns that tables' own settings name are there in MySQL, and of types for which they can be done. */
final class RuleCheck {
    private static final String COLUMNS = """
            SELECT c.table_schema, c.table_name, c.column_name, c.data_type,
              EXISTS (SELECT 1 FROM information_schema.statistics s
                WHERE s.table_schema = c.table_schema AND s.table_name = c.table_name
                  AND s.column_name = c.column_name AND s.index_name = 'PRIMARY')
            FROM information_schema.columns c
            WHERE c.table_schema NOT IN ('mysql', 'sys', 'performance_schema', 'information_schema')
            ORDER BY c.table_schema, c.table_name, c.ordinal_position
            """;

    private static final Set<CellKind> TEXTS = Set.of(CellKind.TEXT, CellKind.CHOICE);
    private static final Set<CellKind> HASHED =
            Set.of(CellKind.TEXT, CellKind.CHOICE, CellKind.NUMBER, CellKind.BINARY);

    private record Column(Optional<CellKind> kind, String type, boolean inKey) {}

    private final Pipeline pipeline;
    private final List<String> complaints = new ArrayList<>();

    RuleCheck(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** The complaints; none where MySQL cannot be asked, of which the connector tells. */
    List<String> complaints() {
        if (pipeline.source().rules().isEmpty()) {
            return List.of();
        }
        try (MySqlDatabase mysql = SourceDatabase.connect(pipeline)) {
            tables(mysql)
                    .forEach((table, columns) -> pipeline.rule(table).ifPresent(rule -> look(table, rule, columns)));
        } catch (BendsyncException e) {
            return List.of();
        }
        return complaints;
    }

    private static Map<String, Map<String, Column>> tables(MySqlDatabase mysql) {
        Map<String, Map<String, Column>> tables = new LinkedHashMap<>();
        try (Rows rows = mysql.query(COLUMNS)) {
            for (List<String> row = rows.next(); row != null; row = rows.next()) {
                tables.computeIfAbsent(row.get(0) + "." + row.get(1), any -> new LinkedHashMap<>())
                        .put(
                                row.get(2),
                                new Column(
                                        CellKind.of(row.get(3)),
                                        row.get(3),
                                        row.get(4).equals("1")));
            }
        }
        return tables;
    }

    private void look(String table, TableRule rule, Map<String, Column> columns) {
        exist(table, rule, "key", rule.key(), columns);
        for (Map.Entry<String, List<String>> hidden : hidden(rule).entrySet()) {
            exist(table, rule, hidden.getKey(), hidden.getValue(), columns);
            for (String name : hidden.getValue()) {
                Column column = columns.get(name);
                if (column != null && column.inKey && rule.key().isEmpty()) {
                    complain(
                            rule,
                            hidden.getKey(),
                            "column " + name + " is in the primary key of " + table
                                    + ", by which its rows are told apart: choose other columns by key");
                }
            }
        }
        for (String name : rule.hash()) {
            Column column = columns.get(name);
            if (column != null && column.kind.filter(HASHED::contains).isEmpty()) {
                complain(
                        rule,
                        "hash",
                        "column " + name + " of " + table + " is a " + column.type
                                + ": text, whole and decimal numbers and bytes can be hashed; mask it");
            }
        }
        for (String name : List.of(rule.softDelete(), rule.shardColumn())) {
            if (!name.isEmpty() && columns.containsKey(name)) {
                complain(
                        rule,
                        name.equals(rule.softDelete()) ? "soft.delete" : "shard.column",
                        table + " has a column " + name + " of its own: choose another name");
            }
        }
        rule.filter().ifPresent(filter -> filter(table, rule, filter, columns));
    }

    private static Map<String, List<String>> hidden(TableRule rule) {
        Map<String, List<String>> hidden = new LinkedHashMap<>();
        hidden.put("exclude", rule.exclude());
        hidden.put("mask", rule.mask());
        hidden.put("hash", rule.hash());
        return hidden;
    }

    private void exist(
            String table, TableRule rule, String setting, Iterable<String> names, Map<String, Column> columns) {
        for (String name : names) {
            if (!columns.containsKey(name)) {
                complain(
                        rule,
                        setting,
                        table + " has no column " + name + "; it has " + String.join(", ", columns.keySet()));
            }
        }
    }

    private void filter(String table, TableRule rule, RowFilter filter, Map<String, Column> columns) {
        exist(table, rule, "filter", filter.columns(), columns);
        try {
            filter.test(name -> {
                Optional<CellKind> kind = Optional.ofNullable(columns.get(name)).flatMap(column -> column.kind);
                return kind.filter(TEXTS::contains).isPresent()
                        ? ""
                        : kind.filter(any -> any == CellKind.NUMBER || any == CellKind.BIT)
                                        .isPresent()
                                ? java.math.BigDecimal.ZERO
                                : new Object();
            });
        } catch (io.bendsync.transforms.filter.FilterException e) {
            complain(rule, "filter", table + ": " + e.getMessage());
        }
    }

    private void complain(TableRule rule, String setting, String message) {
        complaints.add(pipeline.complaint(rule.setting() + "." + setting, message));
    }
}
