package io.bendsync.benchmarks.source;

import io.bendsync.benchmarks.data.OrdersTable;
import io.bendsync.benchmarks.data.WideTable;
import io.bendsync.benchmarks.measure.ChildJvm;
import io.bendsync.benchmarks.measure.Comparison;
import io.bendsync.benchmarks.measure.Measurement;
import io.bendsync.benchmarks.measure.Turns;
import io.bendsync.benchmarks.stack.BenchStack;
import io.bendsync.benchmarks.stack.Plugins;
import io.bendsync.localstack.LocalMySql;
import java.util.List;

/** source-jdbc from MySQL to where the producer would take over, beside a bare loop over the same query. */
public final class SourcePollBenchmark {

    private final LocalMySql mysql;

    private SourcePollBenchmark(LocalMySql mysql) {
        this.mysql = mysql;
    }

    /** Long rows, then each converter; the last comparison is that with a converter that costs nothing. */
    public static List<Comparison> run(BenchStack stack, int rows, Turns turns) {
        OrdersTable.provide(stack.mysql(), rows);
        int wide = WideTable.rows(rows);
        WideTable.provide(stack.mysql(), wide);
        SourcePollBenchmark benchmark = new SourcePollBenchmark(stack.mysql());
        String orders = OrdersTable.name(rows);
        return List.of(
                turns.compare(
                        "source-poll-wide",
                        () -> benchmark.poll("none", WideTable.name(wide), wide),
                        () -> benchmark.loop(WideTable.name(wide), true)),
                turns.compare(
                        "source-poll-jsonconverter",
                        () -> benchmark.poll(PollLoop.kafkasConverter(), orders, rows),
                        () -> benchmark.loop(orders, false)),
                turns.compare(
                        "source-poll-default-converter",
                        () -> benchmark.poll("io.bendsync.converter.compact.CompactConverter", orders, rows),
                        () -> benchmark.loop(orders, false)),
                turns.compare(
                        "source-poll",
                        () -> benchmark.poll("none", orders, rows),
                        () -> benchmark.loop(orders, false)));
    }

    private Measurement poll(String converter, String table, int count) {
        return new ChildJvm(PollLoop.class)
                .options("-Xmx256m")
                .jars(Plugins.jars("source-jdbc"))
                .set("URL", mysql.url(BenchStack.DATABASE))
                .set("USER", mysql.user())
                .set("PASSWORD", mysql.password())
                .set("TABLE", table)
                .set("CONVERTER", converter)
                .set("ROWS", count)
                .run();
    }

    private Measurement loop(String table, boolean wide) {
        return BareLoop.child(mysql, table, wide).run();
    }
}
