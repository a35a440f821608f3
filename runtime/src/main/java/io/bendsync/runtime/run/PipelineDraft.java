package io.bendsync.runtime.run;

import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.database.Rows;
import io.bendsync.runtime.problem.BendsyncException;
import java.util.ArrayList;
import java.util.List;

/** A pipeline file written from what a MySQL database holds, with comments for the person who goes on with it. */
public final class PipelineDraft {
    private static final String TABLES = """
            SELECT t.table_name,
              EXISTS (SELECT 1 FROM information_schema.statistics s
                WHERE s.table_schema = t.table_schema AND s.table_name = t.table_name AND s.index_name = 'PRIMARY'),
              EXISTS (SELECT 1 FROM information_schema.columns c
                WHERE c.table_schema = t.table_schema AND c.table_name = t.table_name AND c.extra LIKE '%auto_increment%')
            FROM information_schema.tables t
            WHERE t.table_type = 'BASE TABLE' AND t.table_schema = ?
            ORDER BY t.table_name
            """;

    private record Found(String name, boolean hasKey, boolean hasAutoIncrement) {}

    private final String database;
    private final List<Found> tables = new ArrayList<>();
    private final boolean binlog;

    private PipelineDraft(String database, boolean binlog) {
        this.database = database;
        this.binlog = binlog;
    }

    /**
     * Looks at a database.
     *
     * @throws BendsyncException when it has no tables
     */
    public static PipelineDraft of(MySqlDatabase mysql, String database) {
        PipelineDraft draft = new PipelineDraft(database, hasBinlog(mysql));
        try (Rows rows = mysql.query(TABLES, database)) {
            for (List<String> row = rows.next(); row != null; row = rows.next()) {
                draft.tables.add(
                        new Found(row.get(0), row.get(1).equals("1"), row.get(2).equals("1")));
            }
        }
        if (draft.tables.isEmpty()) {
            throw BendsyncException.badSetting(
                    "database " + database + " has no tables that this user may see: name another one in --url");
        }
        return draft;
    }

    /** The text of the file. */
    public String text(String mysqlUrl, String mysqlUser, String databendUrl, String databendUser) {
        StringBuilder text = new StringBuilder();
        text.append("# Written by bendsync init. Next: bendsync check, then bendsync run, with this file.\n");
        text.append("name: ").append(database.replaceAll("[^a-zA-Z0-9_-]", "-")).append('\n');
        text.append("source:\n");
        text.append("  url: ").append(quoted(mysqlUrl)).append('\n');
        text.append("  user: ").append(quoted(mysqlUser)).append('\n');
        text.append("  password: ${env:MYSQL_PASSWORD}\n");
        capture(text);
        text.append("  tables:\n");
        for (Found table : tables) {
            tableLine(text, table);
        }
        String example = quoted(database + "." + tables.get(0).name);
        text.append("    # A table may have settings of its own, such as:\n");
        text.append("    # - table: ").append(example).append("\n");
        text.append("    #   target: other_name       # its table in Databend\n");
        text.append("    #   exclude: [notes]         # columns left out; mask: and hash: hide them\n");
        text.append("    #   filter: status = 'open'  # rows to be sent\n");
        text.append("    #   soft.delete: true        # deleted rows stay, with the time in _deleted_at\n");
        text.append("target:\n");
        text.append("  url: ").append(quoted(databendUrl)).append('\n');
        text.append("  user: ").append(quoted(databendUser)).append('\n');
        text.append("  password: ${env:DATABEND_PASSWORD}\n");
        return text.toString();
    }

    private void capture(StringBuilder text) {
        if (binlog) {
            text.append("  # The server writes a binlog by rows: inserts, updates, deletes and new columns arrive.\n");
            text.append("  capture: binlog\n");
        } else {
            text.append(
                    "  # The server's binlog cannot be read (log_bin off, or not by full rows): the tables are asked\n");
            text.append(
                    "  # for new rows. For updates too: mode: timestamp+incrementing and timestamp.column: NAME.\n");
            text.append("  # Deletes are not noticed this way.\n");
            text.append("  capture: polling\n");
            text.append("  mode: incrementing\n");
        }
    }

    private void tableLine(StringBuilder text, Found table) {
        String why = !table.hasKey
                ? "no primary key: its changes cannot be applied; add a key, or give it a pipeline with insert.mode: insert"
                : binlog || table.hasAutoIncrement ? "" : "no auto-increment column for the mode incrementing";
        String name = quoted(database + "." + table.name);
        text.append(why.isEmpty() ? "    - " + name : "    # - " + name + "   # " + why)
                .append('\n');
    }

    /** As YAML and JSON write text, so that no name can become something else. */
    private static String quoted(String text) {
        return text.matches("[a-zA-Z_][a-zA-Z0-9_./-]*|jdbc:[a-zA-Z0-9_.:/-]+")
                ? text
                : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static boolean hasBinlog(MySqlDatabase mysql) {
        try (Rows rows = mysql.query("SELECT @@log_bin, @@binlog_format, @@binlog_row_image")) {
            return rows.all().get(0).equals(List.of("1", "ROW", "FULL"));
        }
    }
}
