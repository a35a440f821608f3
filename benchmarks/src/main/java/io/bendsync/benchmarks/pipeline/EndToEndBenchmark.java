package io.bendsync.benchmarks.pipeline;

import io.bendsync.benchmarks.data.OrdersTable;
import io.bendsync.benchmarks.measure.ChildJvm;
import io.bendsync.benchmarks.measure.Comparison;
import io.bendsync.benchmarks.measure.Measurement;
import io.bendsync.benchmarks.measure.Turns;
import io.bendsync.benchmarks.source.BareLoop;
import io.bendsync.benchmarks.stack.BareStatements;
import io.bendsync.benchmarks.stack.BenchStack;
import io.bendsync.benchmarks.stack.Folders;
import io.bendsync.benchmarks.stack.Plugins;
import io.bendsync.benchmarks.stack.Sql;
import io.bendsync.localstack.LocalDatabend;
import io.bendsync.localstack.LocalMySql;
import java.util.List;

/**
 * A MySQL table to committed in Databend by the default pipeline, beside the two bare halves one after the other: a
 * Connector/J loop over the rows, then COPY INTO of the same rows from one Parquet file.
 */
public final class EndToEndBenchmark {

    private final LocalMySql mysql;
    private final LocalDatabend databend;
    private final int rows;
    private final Sql sql;

    private EndToEndBenchmark(BenchStack stack, int rows) {
        this.mysql = stack.mysql();
        this.databend = stack.databend();
        this.rows = rows;
        this.sql = Sql.connect(databend.url("default"), databend.user(), databend.password());
    }

    /** On the default pipeline: JSON with schemas, exactly once, upsert. */
    public static List<Comparison> run(BenchStack stack, int rows, Turns turns) {
        OrdersTable.provide(stack.mysql(), rows);
        EndToEndBenchmark benchmark = new EndToEndBenchmark(stack, rows);
        return List.of(turns.compare("end-to-end", benchmark::pipeline, benchmark::halves));
    }

    /** Loads the table by the default pipeline, for benchmarks of what comes after. */
    public static void load(BenchStack stack, int rows) {
        new EndToEndBenchmark(stack, rows).pipeline();
    }

    private Measurement pipeline() {
        sql.execute("DROP DATABASE IF EXISTS bench", "CREATE DATABASE bench");
        String table = OrdersTable.name(rows);
        return new ChildJvm(PipelineLoad.class)
                .options("-Xmx1g")
                .set("FOLDER", Folders.fresh("pipeline"))
                .set("TABLE", table)
                .set("PLUGINS", Plugins.path())
                .set("MYSQL_URL", mysql.url(BenchStack.DATABASE))
                .set("MYSQL_USER", mysql.user())
                .set("MYSQL_PASSWORD", mysql.password())
                .set("URL", databend.url(BenchStack.DATABASE))
                .set("USER", databend.user())
                .set("PASSWORD", databend.password())
                .set("COUNT", "SELECT COUNT(*) FROM bench." + table)
                .set("ROWS", rows)
                .run();
    }

    private Measurement halves() {
        Measurement loop = BareLoop.child(mysql, rows).run();
        Measurement copy = new BareStatements(sql).copy("bench." + OrdersTable.name(rows), rows);
        return new Measurement(rows, loop.seconds() + copy.seconds(), loop.cpuSeconds(), loop.peakRssMb());
    }
}
