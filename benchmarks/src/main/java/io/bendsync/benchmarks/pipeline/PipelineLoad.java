package io.bendsync.benchmarks.pipeline;

import io.bendsync.benchmarks.measure.BenchmarkException;
import io.bendsync.benchmarks.measure.ChildSettings;
import io.bendsync.benchmarks.measure.ProcessMeter;
import io.bendsync.benchmarks.stack.Committed;
import io.bendsync.runtime.pipeline.ConnectorConfigs;
import io.bendsync.runtime.pipeline.PipelineFile;
import io.bendsync.runtime.worker.ConnectHost;
import io.bendsync.runtime.worker.Ports;
import java.nio.file.Path;
import java.util.List;

/**
 * The child process of {@link EndToEndBenchmark}: what {@code bendsync run} runs, Kafka, worker and both connectors in
 * one process, from the connectors' creation until all rows are committed.
 */
final class PipelineLoad {

    private PipelineLoad() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(ChildSettings.text("FOLDER"));
        ConnectorConfigs configs =
                new ConnectorConfigs(PipelineFile.read(folder.resolve("pipeline.yaml"), System.getenv()));
        ConnectHost host = ConnectHost.embedded(folder, Ports.ANY, Path.of(ChildSettings.text("PLUGINS")));
        int rows = ChildSettings.number("ROWS");
        try (Committed committed = Committed.fromSettings()) {
            ProcessMeter meter = ProcessMeter.withStart();
            host.worker().put(configs.targetName(), configs.target());
            host.worker().put(configs.sourceName(), configs.source());
            committed.await(rows, () -> failWhereFailed(host, configs));
            System.out.println(meter.measured(rows).toLine());
        }
        host.close();
        System.exit(0);
    }

    private static void failWhereFailed(ConnectHost host, ConnectorConfigs configs) {
        for (String name : List.of(configs.sourceName(), configs.targetName())) {
            host.worker().state(name).failures().stream().findFirst().ifPresent(trace -> {
                throw new BenchmarkException(name + " failed: " + trace);
            });
        }
    }
}
