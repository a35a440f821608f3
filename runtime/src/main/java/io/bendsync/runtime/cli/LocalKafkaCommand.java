package io.bendsync.runtime.cli;

import io.bendsync.localstack.CacheFolder;
import io.bendsync.runtime.problem.ExitStatus;
import io.bendsync.runtime.terminal.LogFile;
import io.bendsync.runtime.terminal.StopSignal;
import io.bendsync.runtime.worker.DataFolder;
import io.bendsync.runtime.worker.EmbeddedBroker;
import io.bendsync.runtime.worker.KafkaExits;
import io.bendsync.runtime.worker.Ports;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bendsync local kafka}. */
@Command(name = "kafka", description = "Runs a single-node Kafka on 127.0.0.1 until Ctrl-C.")
final class LocalKafkaCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--port", paramLabel = "PORT", description = "Its port; 0 for any free one (${DEFAULT-VALUE}).")
    private int port = 9092;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Its data, which stay; local/kafka in the cache folder if not given.")
    private Path data;

    LocalKafkaCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        StopSignal stop = new StopSignal(Thread.currentThread());
        stop.install();
        new KafkaExits().install();
        Path path = data == null ? CacheFolder.standard().root().resolve("local/kafka") : data;
        try (DataFolder folder = DataFolder.lock(path)) {
            LogFile.open(folder.path(), LogFile.Format.TEXT);
            Ports ports = Ports.chooseBroker(folder.path(), port);
            try (EmbeddedBroker broker = EmbeddedBroker.start(folder.path().resolve("kafka"), ports)) {
                stop.started();
                session.terminal().line("Kafka runs until Ctrl-C; data and log in " + folder.path());
                session.terminal().line("  bootstrap.servers=" + broker.bootstrapServers());
                stop.awaitRequest();
            }
        }
        return ExitStatus.OK.code();
    }
}
