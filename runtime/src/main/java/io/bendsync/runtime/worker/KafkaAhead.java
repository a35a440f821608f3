package io.bendsync.runtime.worker;

import io.bendsync.runtime.problem.BendsyncException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * An embedded Kafka that a start will need, begun while something else is done. That is for folders that were used before,
 * whose pipeline is likely to be right: what has never run is checked before anything starts.
 */
public final class KafkaAhead implements AutoCloseable {
    private final Path data;
    private final int restPort;
    private final Optional<CompletableFuture<EmbeddedKafka>> begun;
    private boolean taken;

    private KafkaAhead(Path data, int restPort, Optional<CompletableFuture<EmbeddedKafka>> begun) {
        this.data = data;
        this.restPort = restPort;
        this.begun = begun;
    }

    /**
     * Begins with it, where the folder was used before.
     *
     * @param data a folder that the caller has locked
     * @param restPort the REST port, or {@link Ports#ANY}
     */
    public static KafkaAhead begin(Path data, int restPort) {
        if (!EmbeddedBroker.hasRunOn(EmbeddedKafka.folder(data))) {
            return notYet(data, restPort);
        }
        return new KafkaAhead(
                data,
                restPort,
                Optional.of(CompletableFuture.supplyAsync(
                        () -> EmbeddedKafka.start(data, restPort),
                        task -> new Thread(task, "bendsync-kafka-ahead").start())));
    }

    /** One that is begun when it is taken, if it is. */
    public static KafkaAhead notYet(Path data, int restPort) {
        return new KafkaAhead(data, restPort, Optional.empty());
    }

    /** The Kafka when it is ready; whoever takes it closes it. */
    EmbeddedKafka take() {
        taken = true;
        if (begun.isEmpty()) {
            return EmbeddedKafka.start(data, restPort);
        }
        try {
            return begun.get().get();
        } catch (InterruptedException e) {
            taken = false;
            Thread.currentThread().interrupt();
            throw BendsyncException.failed("stopped during the start of Kafka", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BendsyncException failure) {
                throw failure;
            }
            throw BendsyncException.failed("the embedded Kafka did not start", e.getCause());
        }
    }

    /** Closes it when nobody has taken it. */
    @Override
    public void close() {
        if (taken || begun.isEmpty()) {
            return;
        }
        try {
            begun.get().join().close();
        } catch (CompletionException e) {
            // It did not start, and nobody needs it: what is told is why.
            return;
        }
    }
}
