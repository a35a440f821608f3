package io.bendsync.runtime.verify;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.database.Rows;
import io.bendsync.runtime.pipeline.Pipeline;
import java.util.List;

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
        String named = pipeline.target()
                .properties()
                .getOrDefault("table.name.format", "${topic}")
                .replace("${topic}", table)
                .replace("${source.table}", table)
                .replace("${source.db}", schema);
        int dot = named.indexOf('.');
        return dot < 0
                ? new TablePair(schema, table, databend.database(), named)
                : new TablePair(schema, table, named.substring(0, dot), named.substring(dot + 1));
    }
}
