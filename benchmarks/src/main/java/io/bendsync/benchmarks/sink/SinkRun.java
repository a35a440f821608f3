package io.bendsync.benchmarks.sink;

import io.bendsync.benchmarks.measure.BenchmarkException;
import io.bendsync.benchmarks.measure.ChildSettings;
import io.bendsync.benchmarks.measure.Measurement;
import io.bendsync.benchmarks.measure.ProcessMeter;
import io.bendsync.benchmarks.stack.Committed;
import io.bendsync.benchmarks.stack.Sql;
import io.bendsync.runtime.worker.EmbeddedWorker;
import io.bendsync.runtime.worker.Ports;
import io.bendsync.runtime.worker.RestAccess;
import io.bendsync.runtime.worker.WorkerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The child process of {@link SinkBenchmark}: a Connect worker with the sink, from its first poll until all is committed. */
final class SinkRun {

    private static final String LEDGERS =
            "SELECT COUNT(*) FROM system.tables WHERE database = 'bench' AND name LIKE '_bendsync_offsets_%'";

    private static final int WARM_UP_ROUNDS = 2;
    private static final long PAUSE_MS = 10;

    private SinkRun() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("bendsync-bench");
        String name = ChildSettings.text("NAME");
        try (EmbeddedWorker worker = EmbeddedWorker.start(new WorkerSettings(
                        ChildSettings.text("BOOTSTRAP"),
                        name,
                        Ports.choose(folder, Ports.ANY).rest(),
                        RestAccess.LOOPBACK,
                        Path.of(ChildSettings.text("PLUGINS")),
                        true,
                        Map.of()));
                Sql sql = Sql.connect(
                        ChildSettings.text("URL"), ChildSettings.text("USER"), ChildSettings.text("PASSWORD"))) {
            for (int round = 1; round <= WARM_UP_ROUNDS; round++) {
                warmUp(worker, name + "-warm-up-" + round);
            }
            int rows = ChildSettings.number("ROWS");
            FlushedRows flushed = new FlushedRows(name);
            startUntilItReads(worker, name, sql);
            ProcessMeter meter = ProcessMeter.fromNow();
            while (flushed.count() < rows) {
                worker.state(name).failures().stream().findFirst().ifPresent(trace -> {
                    throw new BenchmarkException("the sink failed: " + trace);
                });
                Thread.sleep(PAUSE_MS);
            }
            Measurement measured = meter.measured(rows);
            long found = sql.number(ChildSettings.text("COUNT"));
            if (found != rows) {
                throw new BenchmarkException("Databend has " + found + " of " + rows + " rows");
            }
            System.out.println(measured.toLine());
        }
        System.exit(0);
    }

    /** A worker that has run for a while is what is measured, not Java's compiler: other rows first, into another table. */
    private static void warmUp(EmbeddedWorker worker, String name) throws Exception {
        String table = ChildSettings.text("WARM_TABLE");
        try (Committed warm = Committed.counting("SELECT COUNT(*) FROM bench." + table)) {
            worker.put(name, config(name, ChildSettings.text("WARM_TOPIC"), table));
            warm.await(ChildSettings.number("WARM_ROWS"), () -> {});
        }
        worker.delete(name);
        try (Sql sql =
                Sql.connect(ChildSettings.text("URL"), ChildSettings.text("USER"), ChildSettings.text("PASSWORD"))) {
            sql.execute("TRUNCATE TABLE bench." + table);
        }
    }

    /** Returns when the task has its partition: making its ledger is the last that it does before it reads. */
    private static void startUntilItReads(EmbeddedWorker worker, String name, Sql sql) throws Exception {
        long before = sql.number(LEDGERS);
        worker.put(name, config(name, ChildSettings.text("TOPIC"), ChildSettings.text("TABLE")));
        while (sql.number(LEDGERS) == before) {
            Thread.sleep(PAUSE_MS);
        }
    }

    private static Map<String, String> config(String name, String topic, String table) {
        Map<String, String> config = new HashMap<>();
        config.put("name", name);
        config.put("connector.class", "io.bendsync.sink.DatabendSinkConnector");
        config.put("tasks.max", "1");
        config.put("topics", topic);
        config.put("connection.url", ChildSettings.text("URL"));
        config.put("connection.user", ChildSettings.text("USER"));
        config.put("connection.password", ChildSettings.text("PASSWORD"));
        config.put("table.name.format", table);
        config.put("auto.create", "true");
        config.put("auto.evolve", "true");
        config.put("insert.mode", ChildSettings.text("MODE"));
        config.put("pk.mode", ChildSettings.text("MODE").equals("upsert") ? "record_key" : "none");
        config.put("key.converter", ChildSettings.text("CONVERTER"));
        config.put("value.converter", ChildSettings.text("CONVERTER"));
        return config;
    }
}
