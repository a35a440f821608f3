package io.bendsync.benchmarks.cdc;

import io.bendsync.benchmarks.data.OrdersTable;
import io.bendsync.benchmarks.measure.ChildJvm;
import io.bendsync.benchmarks.measure.Comparison;
import io.bendsync.benchmarks.measure.Measurement;
import io.bendsync.benchmarks.measure.Turns;
import io.bendsync.benchmarks.stack.BenchStack;
import io.bendsync.benchmarks.stack.Folders;
import io.bendsync.benchmarks.stack.Plugins;
import io.bendsync.benchmarks.stack.Sql;
import java.util.List;

/**
 * The binlog source, MySQL to committed in Databend by the pipeline that {@code bendsync run} would have, beside
 * Debezium's MySQL connector as it comes, with Kafka's JsonConverter: to committed in Databend by the same sink, and with
 * one that only counts.
 */
public final class CdcBenchmark {

    private final BenchStack stack;
    private final int rows;
    private final Turns turns;
    private final Sql databend;

    /** Of a table of ten columns and so many rows. */
    public CdcBenchmark(BenchStack stack, int rows, Turns turns) {
        this.stack = stack;
        this.rows = rows;
        this.turns = turns;
        this.databend = Sql.connect(
                stack.databend().url("default"),
                stack.databend().user(),
                stack.databend().password());
        OrdersTable.provide(stack.mysql(), rows);
    }

    /** The first load of the table, beside one that ends in Databend too, and one that ends in Kafka. */
    public List<Comparison> load() {
        String table = OrdersTable.name(rows);
        return List.of(
                turns.compare("cdc-load", () -> run("bendsync", table), () -> run("debezium", table, "databend")),
                turns.compare("cdc-load-counted", () -> run("bendsync", table), () -> run("debezium", table)));
    }

    /** As many inserts, a thousand in a transaction, that wait in the binlog as the reading begins. */
    public List<Comparison> stream() {
        return List.of(turns.compare("cdc-stream", () -> changes("bendsync"), () -> changes("debezium")));
    }

    private Measurement changes(String engine) {
        String table = "changes_" + rows;
        try (Sql mysql = Sql.connect(
                stack.mysql().url(BenchStack.DATABASE),
                stack.mysql().user(),
                stack.mysql().password())) {
            mysql.execute("DROP TABLE IF EXISTS " + table, "CREATE TABLE " + table + " LIKE " + OrdersTable.name(rows));
        }
        return run(engine, table);
    }

    private Measurement run(String engine, String table) {
        return run(engine, table, engine.equals("bendsync") ? "databend" : "counting");
    }

    private Measurement run(String engine, String table, String sink) {
        databend.execute("DROP DATABASE IF EXISTS bench", "CREATE DATABASE bench");
        return new ChildJvm(CdcRun.class)
                .options("-Xmx1g")
                .set("FOLDER", Folders.fresh("cdc"))
                .set("ENGINE", engine)
                .set("SINK", sink)
                .set("TABLE", table)
                .set("FROM", OrdersTable.name(rows))
                .set("PLUGINS", Plugins.path())
                .set("MYSQL_URL", stack.mysql().url(BenchStack.DATABASE))
                .set("MYSQL_USER", stack.mysql().user())
                .set("MYSQL_PASSWORD", stack.mysql().password())
                .set("URL", stack.databend().url(BenchStack.DATABASE))
                .set("USER", stack.databend().user())
                .set("PASSWORD", stack.databend().password())
                .set("COUNT", "SELECT COUNT(*) FROM bench." + table)
                .set("ROWS", rows)
                .run();
    }
}
