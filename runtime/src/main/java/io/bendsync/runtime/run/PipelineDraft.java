package io.bendsync.runtime.run;

import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.database.Rows;
import io.bendsync.runtime.problem.BendsyncException;
import java.util.ArrayList;
import java.util.List;

/** A pipeline file written from what a MySQL database holds, with comments for the person who goes on with it. */
public final class PipelineDraft {
    private static final int LONGEST_NAME = 60;

    private final String database;
    private final List<DraftTable> tables;
    private final boolean binlog;
    private final PollingMode polling;

    private PipelineDraft(String database, List<DraftTable> tables, boolean binlog) {
        this.database = database;
        this.tables = tables;
        this.binlog = binlog;
        this.polling = PollingMode.of(tables);
    }

    /**
     * Looks at a database.
     *
     * @throws BendsyncException when it has no tables
     */
    public static PipelineDraft of(MySqlDatabase mysql, String database) {
        List<DraftTable> tables = new ArrayList<>();
        try (Rows rows = mysql.query(DraftTable.QUERY, database)) {
            for (List<String> row = rows.next(); row != null; row = rows.next()) {
                tables.add(DraftTable.of(row));
            }
        }
        if (tables.isEmpty()) {
            throw BendsyncException.badSetting(
                    "database " + database + " has no tables that this user may see: name another one in --url");
        }
        return of(database, tables, hasBinlog(mysql));
    }

    static PipelineDraft of(String database, List<DraftTable> tables, boolean binlog) {
        return new PipelineDraft(database, tables, binlog);
    }

    /** The text of the file. */
    public String text(String mysqlUrl, String mysqlUser, String databendUrl, String databendUser) {
        StringBuilder text = new StringBuilder();
        text.append("# Written by bendsync init. Next: bendsync check, then bendsync run, with this file.\n");
        text.append("# Editors complete and check it: bendsync schema > pipeline.schema.json, and as its first line\n");
        text.append("#   # yaml-language-server: $schema=pipeline.schema.json\n");
        text.append("name: ").append(name()).append('\n');
        text.append("source:\n");
        text.append("  url: ").append(YamlText.of(mysqlUrl)).append('\n');
        text.append("  user: ").append(YamlText.of(mysqlUser)).append('\n');
        text.append("  password: ${env:MYSQL_PASSWORD}\n");
        capture(text);
        text.append("  tables:\n");
        for (DraftTable table : tables) {
            text.append(line(table)).append('\n');
        }
        String example = YamlText.of(database + "." + tables.get(0).name());
        text.append("    # A table may have settings of its own, such as:\n");
        text.append("    # - table: ").append(example).append("\n");
        text.append("    #   target: other_name       # its table in Databend\n");
        text.append("    #   exclude: [notes]         # columns left out; mask: and hash: hide them\n");
        text.append("    #   filter: status = 'open'  # rows to be sent\n");
        text.append("    #   soft.delete: true        # deleted rows stay, with the time in _deleted_at\n");
        text.append("target:\n");
        text.append("  url: ").append(YamlText.of(databendUrl)).append('\n');
        text.append("  user: ").append(YamlText.of(databendUser)).append('\n');
        text.append("  password: ${env:DATABEND_PASSWORD}\n");
        return text.toString();
    }

    private String name() {
        String fit = database.replaceAll("[^a-zA-Z0-9_-]", "-");
        return fit.substring(0, Math.min(LONGEST_NAME, fit.length()));
    }

    private void capture(StringBuilder text) {
        if (binlog) {
            text.append("  # The server writes a binlog by rows: inserts, updates, deletes and new columns arrive.\n");
            text.append("  capture: binlog\n");
        } else {
            text.append(
                    "  # The server's binlog cannot be read (log_bin off, or not by full rows): the tables are asked.\n");
            polling.append(text);
        }
    }

    private String line(DraftTable table) {
        String name = YamlText.of(database + "." + table.name());
        String why = why(table);
        return why.isEmpty()
                ? "    # key: " + YamlText.oneLine(String.join(", ", table.key())) + "\n    - " + name
                : "    # - " + name + "   # " + why;
    }

    /** Why a table is not in the pipeline, empty where it is. */
    private String why(DraftTable table) {
        if (!table.fitsIntoAList()) {
            return "a name with a comma, * or ${ cannot be listed";
        }
        if (table.key().isEmpty()) {
            return "no primary key: its changes cannot be applied; add a key, or give it a pipeline with insert.mode: insert";
        }
        return binlog ? "" : polling.lackOf(table);
    }

    private static boolean hasBinlog(MySqlDatabase mysql) {
        try (Rows rows = mysql.query("SELECT @@log_bin, @@binlog_format, @@binlog_row_image")) {
            return rows.all().get(0).equals(List.of("1", "ROW", "FULL"));
        }
    }
}
