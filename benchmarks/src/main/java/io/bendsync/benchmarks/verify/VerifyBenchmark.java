package io.bendsync.benchmarks.verify;

import io.bendsync.benchmarks.data.OrdersTable;
import io.bendsync.benchmarks.measure.ChildJvm;
import io.bendsync.benchmarks.measure.Comparison;
import io.bendsync.benchmarks.measure.Measurement;
import io.bendsync.benchmarks.measure.Turns;
import io.bendsync.benchmarks.pipeline.EndToEndBenchmark;
import io.bendsync.benchmarks.source.BareLoop;
import io.bendsync.benchmarks.stack.BenchStack;
import io.bendsync.benchmarks.stack.Sql;
import io.bendsync.localstack.LocalDatabend;
import io.bendsync.localstack.LocalMySql;
import java.util.List;

/**
 * Two tables that agree, compared in both databases by {@code verify}, beside a Connector/J loop that only reads the
 * rows of MySQL: less than any comparison row by row would do.
 */
public final class VerifyBenchmark {

    private final LocalMySql mysql;
    private final LocalDatabend databend;
    private final int rows;

    private VerifyBenchmark(BenchStack stack, int rows) {
        this.mysql = stack.mysql();
        this.databend = stack.databend();
        this.rows = rows;
    }

    /** On a table that the default pipeline has loaded; it stays for the next run. */
    public static List<Comparison> run(BenchStack stack, int rows, Turns turns) {
        OrdersTable.provide(stack.mysql(), rows);
        VerifyBenchmark benchmark = new VerifyBenchmark(stack, rows);
        if (benchmark.loaded() != rows) {
            EndToEndBenchmark.load(stack, rows);
        }
        return List.of(turns.compare(
                "verify",
                benchmark::verify,
                () -> BareLoop.child(stack.mysql(), rows).run()));
    }

    private long loaded() {
        try (Sql sql = Sql.connect(databend.url("default"), databend.user(), databend.password())) {
            return sql.numberOrAbsent("SELECT COUNT(*) FROM " + BenchStack.DATABASE + "." + OrdersTable.name(rows));
        }
    }

    private Measurement verify() {
        return new ChildJvm(VerifyRun.class)
                .options("-Xmx256m")
                .set("DATABASE", BenchStack.DATABASE)
                .set("TABLE", OrdersTable.name(rows))
                .set("MYSQL_URL", mysql.url(BenchStack.DATABASE))
                .set("MYSQL_USER", mysql.user())
                .set("MYSQL_PASSWORD", mysql.password())
                .set("URL", databend.url(BenchStack.DATABASE))
                .set("USER", databend.user())
                .set("PASSWORD", databend.password())
                .set("ROWS", rows)
                .run();
    }
}
