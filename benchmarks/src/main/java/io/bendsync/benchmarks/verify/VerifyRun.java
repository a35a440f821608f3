package io.bendsync.benchmarks.verify;

import io.bendsync.benchmarks.measure.BenchmarkException;
import io.bendsync.benchmarks.measure.ChildSettings;
import io.bendsync.benchmarks.measure.ProcessMeter;
import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.verify.TableComparison;
import io.bendsync.runtime.verify.TablePair;
import io.bendsync.runtime.verify.TableReport;
import java.time.Duration;

/** The child process of {@link VerifyBenchmark}: compares one table, as {@code bendsync verify} does. */
final class VerifyRun {

    private VerifyRun() {}

    public static void main(String[] arguments) {
        String database = ChildSettings.text("DATABASE");
        String table = ChildSettings.text("TABLE");
        ProcessMeter meter = ProcessMeter.withStart();
        try (MySqlDatabase mysql = MySqlDatabase.connect(
                ChildSettings.text("MYSQL_URL"),
                ChildSettings.text("MYSQL_USER"),
                ChildSettings.text("MYSQL_PASSWORD"))) {
            DatabendDatabase databend = new DatabendDatabase(
                    ChildSettings.text("URL"), ChildSettings.text("USER"), ChildSettings.text("PASSWORD"));
            TableReport report = new TableComparison(mysql, databend, 100)
                    .compare(new TablePair(database, table, database, table), Duration.ZERO);
            if (!report.agrees() || report.mysqlRows() != ChildSettings.number("ROWS")) {
                throw new BenchmarkException("the tables differ: " + report);
            }
            System.out.println(meter.measured(report.mysqlRows()).toLine());
        }
        System.exit(0);
    }
}
