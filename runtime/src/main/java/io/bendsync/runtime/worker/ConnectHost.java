package io.bendsync.runtime.worker;

import io.bendsync.runtime.problem.BendsyncException;
import java.nio.file.Path;
import java.util.Optional;

/** Broker and worker together, started and closed in the right order; or a worker on somebody's Kafka. */
public final class ConnectHost implements AutoCloseable {
    private final Optional<EmbeddedBroker> broker;
    private final String bootstrapServers;
    private final EmbeddedWorker worker;
    private final KafkaExits exits;

    private ConnectHost(
            Optional<EmbeddedBroker> broker, String bootstrapServers, EmbeddedWorker worker, KafkaExits exits) {
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
        KafkaExits exits = new KafkaExits();
        exits.install();
        Ports ports = Ports.choose(data, restPort);
        EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("kafka"), ports);
        try {
            Leftovers.clear(broker.bootstrapServers());
            EmbeddedWorker worker = EmbeddedWorker.start(
                    new WorkerSettings(broker.bootstrapServers(), "bendsync", ports.rest(), plugins, true));
            return new ConnectHost(Optional.of(broker), broker.bootstrapServers(), worker, exits);
        } catch (InterruptedException e) {
            broker.close();
            Thread.currentThread().interrupt();
            throw BendsyncException.failed("stopped during the start of Kafka", e);
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** Starts a worker of its own group on a Kafka that is already there. */
    public static ConnectHost external(Path data, String bootstrapServers, String group, int restPort, Path plugins) {
        KafkaExits exits = new KafkaExits();
        exits.install();
        Ports ports = Ports.choose(data, restPort);
        EmbeddedWorker worker =
                EmbeddedWorker.start(new WorkerSettings(bootstrapServers, group, ports.rest(), plugins, false));
        return new ConnectHost(Optional.empty(), bootstrapServers, worker, exits);
    }

    /** The Kafka that the worker uses. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The worker, for connectors. */
    public EmbeddedWorker worker() {
        return worker;
    }

    /** Why Kafka cannot go on, if it cannot. */
    public Optional<String> fatalFailure() {
        return exits.reason();
    }

    @Override
    public void close() {
        try {
            worker.close();
        } finally {
            broker.ifPresent(EmbeddedBroker::close);
        }
    }
}
