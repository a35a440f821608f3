package io.bendsync.runtime.verify;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.terminal.Terminal;
import io.bendsync.runtime.terminal.TextTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Compares several tables and tells the result as a table with a line per table. */
public final class Verification {
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(500);

    private final MySqlDatabase mysql;
    private final DatabendDatabase databend;

    public Verification(MySqlDatabase mysql, DatabendDatabase databend) {
        this.mysql = mysql;
        this.databend = databend;
    }

    /**
     * Compares the tables. One that differs is compared again until it agrees or the time is over, since rows may be
     * on their way.
     */
    public List<TableReport> compare(List<TablePair> tables, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<TableReport> reports = new ArrayList<>();
        for (TablePair table : tables) {
            TableReport report = new TableComparison(mysql, databend).compare(table);
            while (!report.agrees() && System.nanoTime() < deadline) {
                pause();
                report = new TableComparison(mysql, databend).compare(table);
            }
            reports.add(report);
        }
        return reports;
    }

    /** Prints the reports; true when all agree. */
    public static boolean print(List<TableReport> reports, Terminal terminal) {
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
            report.remarks().forEach(remark -> terminal.line(report.table() + ": " + remark));
            report.examples().forEach(example -> terminal.line(report.table() + ": " + example));
        }
        return reports.stream().allMatch(TableReport::agrees);
    }

    private static List<String> row(TableReport report) {
        return List.of(
                report.table().toString(),
                count(report.mysqlRows()),
                count(report.databendRows()),
                count(report.missing()),
                count(report.surplus()),
                count(report.different()),
                report.agrees() ? "agrees" : "DIFFERS");
    }

    private static String count(long rows) {
        return String.format(Locale.ROOT, "%,d", rows);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN_AFTER.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BendsyncException.failed("stopped while comparing", e);
        }
    }
}
