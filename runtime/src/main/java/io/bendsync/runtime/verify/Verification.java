package io.bendsync.runtime.verify;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.terminal.Terminal;
import io.bendsync.runtime.terminal.TextTable;
import io.bendsync.runtime.terminal.Visible;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares several tables and tells the result as a table with a line per table. */
public final class Verification {
    private final MySqlDatabase mysql;
    private final DatabendDatabase databend;
    private final int loadPercent;

    /** @param loadPercent the share of the time for which MySQL may be kept busy, 1 to 100 */
    public Verification(MySqlDatabase mysql, DatabendDatabase databend, int loadPercent) {
        this.mysql = mysql;
        this.databend = databend;
        this.loadPercent = loadPercent;
    }

    /**
     * Compares the tables, one after the other.
     *
     * @param patience how long a table's differing rows are looked at again, since they may be on their way
     */
    public List<TableReport> compare(List<TablePair> tables, Duration patience) {
        TableComparison comparison = new TableComparison(mysql, databend, loadPercent);
        List<TableReport> reports = tables.stream()
                .map(table -> comparison.compare(table, patience))
                .toList();
        return new ForeignShards(databend).addTo(reports);
    }

    /** The worst outcome of all; a comparison of nothing is no agreement. */
    public static TableReport.Outcome outcome(List<TableReport> reports) {
        return reports.stream()
                .map(TableReport::outcome)
                .max(Comparator.naturalOrder())
                .orElse(TableReport.Outcome.DIFFERS);
    }

    /** Prints the reports. */
    public static void print(List<TableReport> reports, Terminal terminal) {
        List<List<String>> rows = reports.stream().map(Verification::row).toList();
        terminal.line(new TextTable(
                        List.of(
                                "table",
                                "rows in MySQL",
                                "rows in Databend",
                                "missing",
                                "surplus",
                                "different",
                                "result"),
                        rows)
                .render());
        for (TableReport report : reports) {
            report.remarks().forEach(remark -> terminal.line(Visible.line(report.table() + ": " + remark)));
            report.examples().forEach(example -> terminal.line(Visible.line(report.table() + ": " + example)));
        }
    }

    /** The reports for programs. */
    public static Map<String, Object> document(List<TableReport> reports) {
        List<Map<String, Object>> tables = new ArrayList<>();
        for (TableReport report : reports) {
            Map<String, Object> table = new LinkedHashMap<>();
            table.put("table", report.table().toString());
            table.put("mysqlRows", report.mysqlRows());
            table.put("databendRows", report.databendRows());
            table.put("missing", report.missing());
            table.put("surplus", report.surplus());
            table.put("different", report.different());
            table.put("undecided", report.undecided());
            table.put("agrees", report.agrees());
            table.put("result", report.outcome().name().toLowerCase(Locale.ROOT));
            table.put("remarks", report.remarks());
            table.put("examples", report.examples());
            tables.add(table);
        }
        TableReport.Outcome outcome = outcome(reports);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("agrees", outcome == TableReport.Outcome.AGREES);
        document.put("result", outcome.name().toLowerCase(Locale.ROOT));
        document.put("tables", tables);
        return document;
    }

    private static List<String> row(TableReport report) {
        return List.of(
                report.table().toString(),
                count(report.mysqlRows()),
                count(report.databendRows()),
                count(report.missing()),
                count(report.surplus()),
                count(report.different()),
                report.outcome().toString());
    }

    private static String count(long rows) {
        return String.format(Locale.ROOT, "%,d", rows);
    }
}
