package io.bendsync.benchmarks.pipeline;

import io.bendsync.benchmarks.measure.BenchmarkException;
import io.bendsync.benchmarks.measure.ChildSettings;
import io.bendsync.benchmarks.measure.ProcessMeter;
import io.bendsync.benchmarks.stack.Committed;
import io.bendsync.runtime.worker.ConnectHost;
import io.bendsync.runtime.worker.Ports;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The child process of {@link EndToEndBenchmark}: Kafka, worker and both connectors in one process, as {@code bendsync
 * run} has them, from the connectors' creation until all rows are committed.
 */
final class PipelineLoad {

    private static final String SOURCE = "bench-source";
    private static final String TARGET = "bench-target";

    private PipelineLoad() {}

    public static void main(String[] arguments) throws Exception {
        ConnectHost host = ConnectHost.embedded(
                Path.of(ChildSettings.text("FOLDER")), Ports.ANY, Path.of(ChildSettings.text("PLUGINS")));
        int rows = ChildSettings.number("ROWS");
        try (Committed committed = Committed.fromSettings()) {
            ProcessMeter meter = ProcessMeter.withStart();
            host.worker().put(TARGET, target());
            host.worker().put(SOURCE, source());
            committed.await(rows, () -> failWhereFailed(host));
            System.out.println(meter.measured(rows).toLine());
        }
        host.close();
        System.exit(0);
    }

    private static Map<String, String> source() {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", "io.bendsync.source.jdbc.JdbcSourceConnector");
        config.put("tasks.max", "1");
        config.put("connection.url", ChildSettings.text("MYSQL_URL"));
        config.put("connection.user", ChildSettings.text("MYSQL_USER"));
        config.put("connection.password", ChildSettings.text("MYSQL_PASSWORD"));
        config.put("mode", "incrementing");
        config.put("incrementing.column.name", "id");
        config.put("table.whitelist", ChildSettings.text("TABLE"));
        config.put("poll.interval.ms", "500");
        config.put("table.poll.interval.ms", "5000");
        config.put("batch.max.rows", "5000");
        return config;
    }

    private static Map<String, String> target() {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", "io.bendsync.sink.DatabendSinkConnector");
        config.put("tasks.max", "1");
        config.put("connection.url", ChildSettings.text("URL"));
        config.put("connection.user", ChildSettings.text("USER"));
        config.put("connection.password", ChildSettings.text("PASSWORD"));
        config.put("topics", ChildSettings.text("TABLE"));
        config.put("auto.create", "true");
        config.put("auto.evolve", "true");
        config.put("insert.mode", "upsert");
        config.put("pk.mode", "record_key");
        return config;
    }

    private static void failWhereFailed(ConnectHost host) {
        for (String name : List.of(SOURCE, TARGET)) {
            host.worker().state(name).failures().stream().findFirst().ifPresent(trace -> {
                throw new BenchmarkException(name + " failed: " + trace);
            });
        }
    }
}
