package io.bendsync.runtime.verify;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.database.Rows;
import io.bendsync.runtime.pipeline.Capture;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.pipeline.TableRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of a pipeline, its globs resolved in MySQL, each with its copy in Databend. */
public final class PipelineTables {
    private static final String TABLES = """
            SELECT table_schema, table_name FROM information_schema.tables
            WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('mysql', 'sys', 'performance_schema', 'information_schema')
            ORDER BY table_schema, table_name
            """;

    private final Pipeline pipeline;
    private final MySqlDatabase mysql;
    private final DatabendDatabase databend;

    public PipelineTables(Pipeline pipeline, MySqlDatabase mysql, DatabendDatabase databend) {
        this.pipeline = pipeline;
        this.mysql = mysql;
        this.databend = databend;
    }

    /** In the file's order for named tables, by name within a glob. */
    public List<TablePair> pairs() {
        List<List<String>> all;
        try (Rows rows = mysql.query(TABLES)) {
            all = rows.all();
        }
        return pipeline.source().tables().stream()
                .flatMap(entry -> entry.contains("*")
                        ? all.stream()
                                .filter(table -> pipeline.means(entry, table.get(0) + "." + table.get(1)))
                                .map(table -> pair(table.get(0), table.get(1)))
                        : java.util.stream.Stream.of(
                                pair(entry.substring(0, entry.indexOf('.')), entry.substring(entry.indexOf('.') + 1))))
                .distinct()
                .toList();
    }

    private TablePair pair(String schema, String table) {
        Map<String, String> properties = pipeline.target().properties();
        Optional<TableRule> rule = pipeline.rule(schema + "." + table);
        boolean namedByTopic = pipeline.source().capture() == Capture.POLLING;
        String usual = properties.getOrDefault("table.name.format", "${topic}");
        String named = rule.map(TableRule::target)
                .filter(target -> !target.isEmpty())
                .or(() -> rule.map(TableRule::topic)
                        .filter(topic -> !topic.isEmpty() && namedByTopic)
                        .map(topic -> usual.replace("${topic}", topic)))
                .orElse(usual)
                .replace("${topic}", table)
                .replace("${source.table}", table)
                .replace("${source.db}", schema);
        int dot = named.indexOf('.');
        return new TablePair(
                schema,
                table,
                dot < 0 ? databend.database() : named.substring(0, dot),
                named.substring(dot + 1),
                rule,
                rule.map(TableRule::softDelete)
                        .filter(column -> !column.isEmpty())
                        .orElse(softDelete(properties)));
    }

    /** Where the sink's own settings make all deletes soft. */
    private static String softDelete(Map<String, String> properties) {
        return properties.getOrDefault("delete.mode", "hard").equalsIgnoreCase("soft")
                ? properties.getOrDefault("delete.soft.column", "_deleted_at")
                : "";
    }
}
