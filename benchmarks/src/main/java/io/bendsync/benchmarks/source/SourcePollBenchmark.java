package io.bendsync.benchmarks.source;

import io.bendsync.benchmarks.data.OrdersTable;
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
    private final int rows;

    private SourcePollBenchmark(LocalMySql mysql, int rows) {
        this.mysql = mysql;
        this.rows = rows;
    }

    /** With each converter; the last comparison is that with a converter that costs nothing. */
    public static List<Comparison> run(BenchStack stack, int rows, Turns turns) {
        OrdersTable.provide(stack.mysql(), rows);
        SourcePollBenchmark benchmark = new SourcePollBenchmark(stack.mysql(), rows);
        return List.of(
                turns.compare(
                        "source-poll-jsonconverter", () -> benchmark.poll(PollLoop.kafkasConverter()), benchmark::loop),
                turns.compare(
                        "source-poll-default-converter",
                        () -> benchmark.poll("io.bendsync.converter.json.FastJsonConverter"),
                        benchmark::loop),
                turns.compare("source-poll", () -> benchmark.poll("none"), benchmark::loop));
    }

    private Measurement poll(String converter) {
        return new ChildJvm(PollLoop.class)
                .options("-Xmx256m")
                .jars(Plugins.jars("source-jdbc"))
                .set("URL", mysql.url(BenchStack.DATABASE))
                .set("USER", mysql.user())
                .set("PASSWORD", mysql.password())
                .set("TABLE", OrdersTable.name(rows))
                .set("CONVERTER", converter)
                .set("ROWS", rows)
                .run();
    }

    private Measurement loop() {
        return BareLoop.child(mysql, rows).run();
    }
}
