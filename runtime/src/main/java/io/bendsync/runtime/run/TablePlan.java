package io.bendsync.runtime.run;

import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.database.Rows;
import io.bendsync.runtime.pipeline.Capture;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.pipeline.SourceSettings;
import io.bendsync.runtime.pipeline.TableRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a pipeline will do with each table, in a line per table. */
public final class TablePlan {
    /** What the cells of {@link #rows()} are. */
    public static final List<String> HEADER =
            List.of("table", "in Databend", "rows, about", "key", "followed by", "deletes", "settings of its own");

    /** The same cells as members of an object, for programs. */
    public static Map<String, String> named(List<String> row) {
        Map<String, String> members = new LinkedHashMap<>();
        List<String> names = List.of("table", "target", "rows", "key", "followedBy", "deletes", "settings");
        for (int i = 0; i < names.size(); i++) {
            members.put(names.get(i), row.get(i));
        }
        return members;
    }

    private static final String TABLES = """
            SELECT t.table_schema, t.table_name, t.table_rows,
              (SELECT group_concat(s.column_name ORDER BY s.seq_in_index) FROM information_schema.statistics s
               WHERE s.table_schema = t.table_schema AND s.table_name = t.table_name AND s.index_name = 'PRIMARY'),
              (SELECT min(c.column_name) FROM information_schema.columns c
               WHERE c.table_schema = t.table_schema AND c.table_name = t.table_name AND c.extra LIKE '%auto_increment%')
            FROM information_schema.tables t
            WHERE t.table_type = 'BASE TABLE'
              AND t.table_schema NOT IN ('mysql', 'sys', 'performance_schema', 'information_schema')
            ORDER BY t.table_schema, t.table_name
            """;

    private final Pipeline pipeline;
    private final MySqlDatabase mysql;

    public TablePlan(Pipeline pipeline, MySqlDatabase mysql) {
        this.pipeline = pipeline;
        this.mysql = mysql;
    }

    /** A row per table that the pipeline means. */
    public List<List<String>> rows() {
        List<List<String>> plan = new ArrayList<>();
        try (Rows tables = mysql.query(TABLES)) {
            for (List<String> table = tables.next(); table != null; table = tables.next()) {
                String name = table.get(0) + "." + table.get(1);
                if (pipeline.source().tables().stream().anyMatch(entry -> pipeline.means(entry, name))) {
                    plan.add(row(name, table));
                }
            }
        }
        return plan;
    }

    private List<String> row(String name, List<String> table) {
        Optional<TableRule> rule = pipeline.rule(name);
        String primary = table.get(3) == null ? "none" : table.get(3);
        String key = rule.filter(own -> !own.key().isEmpty())
                .map(own -> String.join(",", own.key()))
                .orElse(primary);
        return List.of(
                name,
                rule.map(TableRule::target).filter(target -> !target.isEmpty()).orElse(table.get(1)),
                String.valueOf(table.get(2)),
                key,
                followedBy(table.get(4)),
                deletes(rule),
                rule.map(own -> String.join("; ", own.words())).orElse(""));
    }

    private String followedBy(String autoIncrement) {
        SourceSettings source = pipeline.source();
        if (source.capture() == Capture.BINLOG) {
            return "the binlog";
        }
        String incrementing =
                source.incrementingColumn().isEmpty() ? String.valueOf(autoIncrement) : source.incrementingColumn();
        String timestamp = String.join(" or ", source.timestampColumns());
        return switch (source.mode()) {
            case "incrementing" -> incrementing + " (new rows only)";
            case "timestamp" -> timestamp;
            case "timestamp+incrementing" -> timestamp + ", then " + incrementing;
            default -> "reading it whole each time";
        };
    }

    private String deletes(Optional<TableRule> rule) {
        String detection = pipeline.source().properties().getOrDefault("delete.detection", "none");
        if (pipeline.source().capture() == Capture.POLLING && detection.equals("none")) {
            return "are not noticed";
        }
        boolean scanned = pipeline.source().capture() == Capture.POLLING && detection.equals("key-scan");
        String how = scanned ? "are found by their keys" : "arrive";
        return rule.filter(TableRule::softDeletes)
                .map(own -> how + ", rows stay: " + own.softDelete())
                .orElse(how);
    }
}
