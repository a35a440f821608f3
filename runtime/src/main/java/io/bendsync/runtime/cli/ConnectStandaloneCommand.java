package io.bendsync.runtime.cli;

import io.bendsync.runtime.connect.StandaloneWorker;
import io.bendsync.runtime.connect.WorkerFile;
import io.bendsync.runtime.worker.KafkaExits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bendsync connect-standalone WORKER CONNECTOR…}. */
@Command(
        name = "connect-standalone",
        description = {
            "Runs a standalone Kafka Connect worker with all of bendsync's connectors, on a Kafka of yours.",
            "Configurations written for Confluent's or Aiven's JDBC source or Databend's own sink run unchanged."
        })
final class ConnectStandaloneCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "WORKER", description = "The worker's properties file.")
    private Path worker;

    @Parameters(index = "1..*", paramLabel = "CONNECTOR", description = "Connectors' files, properties or JSON.")
    private List<Path> connectors = List.of();

    @Mixin
    private WorkerMetrics metrics;

    ConnectStandaloneCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Map<String, String> properties = WorkerFile.worker(worker, session.plugins());
        List<Map<String, String>> configs =
                connectors.stream().map(WorkerFile::connector).toList();
        KafkaExits exits = new KafkaExits();
        exits.install();
        return metrics.around(
                session.terminal(),
                () -> PlainWorker.run(exits, () -> new StandaloneWorker().start(properties, configs)));
    }
}
