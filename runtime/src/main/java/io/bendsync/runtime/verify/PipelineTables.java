package io.bendsync.runtime.verify;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.database.Rows;
import io.bendsync.runtime.pipeline.Capture;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.pipeline.TableRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The tables of a pipeline, its globs resolved in MySQL, each with its copy in Databend. */
public final class PipelineTables {
    private static final String TABLES = """
            SELECT table_schema, table_name FROM information_schema.tables
            WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('mysql', 'sys', 'performance_schema', 'information_schema')
            ORDER BY table_schema, table_name
            """;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*}");

    private final Pipeline pipeline;
    private final MySqlDatabase mysql;
    private final DatabendDatabase databend;

    public PipelineTables(Pipeline pipeline, MySqlDatabase mysql, DatabendDatabase databend) {
        this.pipeline = pipeline;
        this.mysql = mysql;
        this.databend = databend;
    }

    /**
     * A failed comparison for each of the file's globs that no table in MySQL fits, and for each table that the pipeline has
     * written and MySQL does not show.
     */
    public List<TableReport> unmatched() {
        List<TablePair> pairs = pairs();
        List<TableReport> failures = new ArrayList<>();
        for (String entry : pipeline.source().tables()) {
            if (pairs.stream().noneMatch(pair -> pipeline.means(entry, pair.toString()))) {
                failures.add(TableReport.incomparable(
                        pair(entry.substring(0, entry.indexOf('.')), entry.substring(entry.indexOf('.') + 1)),
                        List.of("no table in MySQL fits " + entry + " of source.tables, or the user "
                                + pipeline.source().endpoint().user() + " may read none of them")));
            }
        }
        failures.addAll(new WrittenTables(pipeline, databend).besides(pairs, this::pair));
        return failures;
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
        String format =
                rule.map(TableRule::target).filter(target -> !target.isEmpty()).orElse(usual);
        String topic = rule.map(TableRule::topic)
                .filter(own -> !own.isEmpty() && namedByTopic)
                .orElse(table);
        UnaryOperator<String> filled = part -> part.replace("${topic}", topic)
                .replace("${source.table}", table)
                .replace("${source.db}", schema);
        // A dot of the format's own parts database and table; those of placeholders and names do not.
        int dot = PLACEHOLDER
                .matcher(format)
                .replaceAll(match -> "x".repeat(match.group().length()))
                .indexOf('.');
        return new TablePair(
                schema,
                table,
                dot < 0 ? databend.database() : filled.apply(format.substring(0, dot)),
                filled.apply(format.substring(dot + 1)),
                rule,
                rule.map(TableRule::softDelete)
                        .filter(column -> !column.isEmpty())
                        .orElse(softDelete(properties)),
                ZeroDates.of(pipeline.source()));
    }

    /** Where the sink's own settings make all deletes soft. */
    private static String softDelete(Map<String, String> properties) {
        return properties.getOrDefault("delete.mode", "hard").equalsIgnoreCase("soft")
                ? properties.getOrDefault("delete.soft.column", "_deleted_at")
                : "";
    }
}
