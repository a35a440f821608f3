package io.bendsync.runtime.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Broker and worker together, started and closed in the right order; or a worker on somebody's Kafka. */
public final class ConnectHost implements AutoCloseable {
    private static final long BYTES_A_MEGABYTE = 1_000_000;

    private final Optional<EmbeddedBroker> broker;
    private final String bootstrapServers;
    private final EmbeddedWorker worker;
    private final KafkaExits exits;
    private final Path data;

    private ConnectHost(
            Optional<EmbeddedBroker> broker,
            String bootstrapServers,
            EmbeddedWorker worker,
            KafkaExits exits,
            Path data) {
        this.data = data;
        this.broker = broker;
        this.bootstrapServers = bootstrapServers;
        this.worker = worker;
        this.exits = exits;
    }

    /**
     * Starts an embedded Kafka under the data folder and a worker on it.
     *
     * @param data a folder that the caller has locked
     * @param restPort the REST port, or {@link Ports#ANY}
     * @param plugins the folder of connectors
     */
    public static ConnectHost embedded(Path data, int restPort, Path plugins) {
        return embedded(KafkaAhead.notYet(data, restPort), RestAccess.LOOPBACK, ConnectorPlugins.in(plugins));
    }

    /** The same on a Kafka that may have been begun, with a REST interface that others may reach too. */
    public static ConnectHost embedded(KafkaAhead ahead, RestAccess rest, ConnectorPlugins plugins) {
        PipelineSecrets.beTheOnlyProvider();
        LoginModules.allowKafkasOwn();
        EmbeddedKafka kafka = ahead.take();
        try {
            String servers = kafka.broker().bootstrapServers();
            EmbeddedWorker worker = EmbeddedWorker.start(
                    new WorkerSettings(
                            servers, "bendsync", kafka.ports().rest(), rest, plugins.folder(), true, Map.of()),
                    plugins);
            return new ConnectHost(Optional.of(kafka.broker()), servers, worker, kafka.exits(), kafka.data());
        } catch (RuntimeException e) {
            kafka.close();
            throw e;
        }
    }

    /**
     * Starts a worker of its own group on a Kafka that is already there.
     *
     * @param security how to show that Kafka who one is, with references for secrets
     */
    public static ConnectHost external(
            Path data,
            String bootstrapServers,
            Map<String, String> security,
            String group,
            int restPort,
            RestAccess rest,
            ConnectorPlugins plugins) {
        KafkaExits exits = new KafkaExits();
        exits.install();
        PipelineSecrets.beTheOnlyProvider();
        LoginModules.allowKafkasOwn();
        Ports ports = Ports.choose(data, restPort);
        EmbeddedWorker worker = EmbeddedWorker.start(
                new WorkerSettings(bootstrapServers, group, ports.rest(), rest, plugins.folder(), false, security),
                plugins);
        return new ConnectHost(Optional.empty(), bootstrapServers, worker, exits, data);
    }

    /** The Kafka that the worker uses. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The worker, for connectors. */
    public EmbeddedWorker worker() {
        return worker;
    }

    /** Why Kafka cannot go on, if it cannot, and what to do about it. */
    public Optional<String> fatalFailure() {
        return exits.reason()
                .map(reason -> broker.isPresent() ? "Kafka cannot go on (" + reason + "): " + remedy() : reason);
    }

    /** The embedded broker gives up for one reason only: it cannot write its folder, or read what it wrote there. */
    private String remedy() {
        return "it could not use its data folder " + data + ", on whose disk " + free()
                + " are free. Make room there, or see in the log file what is damaged, and start again:"
                + " the pipeline goes on where it was";
    }

    private String free() {
        try {
            return Files.getFileStore(data).getUsableSpace() / BYTES_A_MEGABYTE + " MB";
        } catch (IOException e) {
            return "an unknown number of MB";
        }
    }

    @Override
    public void close() {
        try {
            worker.close();
        } finally {
            broker.ifPresent(exits.reason().isPresent() ? EmbeddedBroker::abandon : EmbeddedBroker::close);
        }
    }
}
