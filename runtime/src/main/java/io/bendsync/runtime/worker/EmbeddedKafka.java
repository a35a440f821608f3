package io.bendsync.runtime.worker;

import io.bendsync.runtime.problem.BendsyncException;
import java.nio.file.Path;

/** The broker of a data folder, ready for its worker: nothing of an earlier process holds anything back in it. */
final class EmbeddedKafka implements AutoCloseable {
    private final Path data;
    private final Ports ports;
    private final EmbeddedBroker broker;
    private final KafkaExits exits;

    private EmbeddedKafka(Path data, Ports ports, EmbeddedBroker broker, KafkaExits exits) {
        this.data = data;
        this.ports = ports;
        this.broker = broker;
        this.exits = exits;
    }

    /**
     * Starts it.
     *
     * @param data a folder that the caller has locked
     * @param restPort the port that the worker's REST interface shall have, or {@link Ports#ANY}
     */
    static EmbeddedKafka start(Path data, int restPort) {
        KafkaExits exits = new KafkaExits();
        exits.install();
        Ports ports = Ports.choose(data, restPort);
        Path kafka = folder(data);
        DataFolder.ownerOnlyWithin(kafka);
        EmbeddedBroker broker = EmbeddedBroker.start(kafka, ports);
        try {
            Leftovers.clear(broker.bootstrapServers());
        } catch (InterruptedException e) {
            broker.close();
            Thread.currentThread().interrupt();
            throw BendsyncException.failed("stopped during the start of Kafka", e);
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
        return new EmbeddedKafka(data, ports, broker, exits);
    }

    static Path folder(Path data) {
        return data.resolve("kafka");
    }

    Path data() {
        return data;
    }

    Ports ports() {
        return ports;
    }

    EmbeddedBroker broker() {
        return broker;
    }

    KafkaExits exits() {
        return exits;
    }

    @Override
    public void close() {
        broker.close();
    }
}
