package io.bendsync.runtime.cli;

import io.bendsync.runtime.connect.DistributedWorker;
import io.bendsync.runtime.connect.WorkerFile;
import io.bendsync.runtime.worker.KafkaExits;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bendsync connect-distributed WORKER}. */
@Command(
        name = "connect-distributed",
        description = {
            "Runs a distributed Kafka Connect worker with all of bendsync's connectors, on a Kafka of yours.",
            "Connectors are managed over its REST interface; workers of one group share the tasks."
        })
final class ConnectDistributedCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "WORKER", description = "The worker's properties file.")
    private Path worker;

    @Mixin
    private WorkerMetrics metrics;

    ConnectDistributedCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Map<String, String> properties = WorkerFile.worker(worker, session.plugins());
        KafkaExits exits = new KafkaExits();
        exits.install();
        return metrics.around(
                session.terminal(), () -> PlainWorker.run(exits, () -> new DistributedWorker().start(properties)));
    }
}
