package io.bendsync.testkit.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Apache Kafka Connect's own distributed worker in a process of its own, with nothing but Kafka on its class path and
 * packed plugins on its plugin path. Workers on one Kafka make one group.
 */
public final class ConnectWorker implements AutoCloseable {
    /** Where workers keep connectors, offsets of sources, and states. */
    public static final List<String> INTERNAL_TOPICS = List.of("plain-configs", "plain-offsets", "plain-status");

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final int CONFLICT = 409;
    private static final int BAD_REQUEST = 400;

    private final HttpClient http = HttpClient.newHttpClient();
    private final KafkaProcess process;
    private final Path settings;
    private final int port;

    /**
     * Prepares a worker; it does not run yet.
     *
     * @param folder of this worker's own; must exist
     * @param pluginPath a folder that holds unpacked plugins, or one unpacked plugin
     * @param more settings of the worker, as key=value, beside those that time-outs of tests and the place need
     */
    public ConnectWorker(Path folder, KafkaNode kafka, Path pluginPath, String... more) {
        this.port = KafkaNode.freePort();
        this.settings = folder.resolve("worker.properties");
        this.process = new KafkaProcess(
                folder, "org.apache.kafka.connect.cli.ConnectDistributed", "-Xmx512m", "-XX:TieredStopAtLevel=1");
        List<String> lines = new ArrayList<>(List.of(
                "bootstrap.servers=" + kafka.address(),
                "group.id=plain",
                "config.storage.topic=plain-configs",
                "offset.storage.topic=plain-offsets",
                "status.storage.topic=plain-status",
                "config.storage.replication.factor=1",
                "offset.storage.replication.factor=1",
                "offset.storage.partitions=1",
                "status.storage.replication.factor=1",
                "status.storage.partitions=1",
                "exactly.once.source.support=enabled",
                "scheduled.rebalance.max.delay.ms=0",
                "session.timeout.ms=3000",
                "heartbeat.interval.ms=1000",
                "consumer.session.timeout.ms=3000",
                "consumer.heartbeat.interval.ms=1000",
                "key.converter=org.apache.kafka.connect.json.JsonConverter",
                "value.converter=org.apache.kafka.connect.json.JsonConverter",
                "value.converter.schemas.enable=false",
                "plugin.discovery=service_load",
                "plugin.path=" + pluginPath.toAbsolutePath(),
                "listeners=http://127.0.0.1:" + port));
        lines.addAll(List.of(more));
        try {
            Files.write(settings, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives it so many megabytes of heap. */
    public ConnectWorker heap(int megabytes) {
        process.option("-Xmx" + megabytes + "m");
        return this;
    }

    /** Takes another release of Kafka Connect than the tests' own: all jars of a folder. */
    public ConnectWorker from(Path libraries) {
        process.from(libraries);
        return this;
    }

    /** Starts the process and returns once its REST interface answers. */
    public ConnectWorker start() {
        launch();
        await();
        return this;
    }

    /** Starts the process, and returns at once. */
    public void launch() {
        process.start(settings);
    }

    /** Returns once its REST interface answers. */
    public void await() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                if (get("/connectors").statusCode() == 200) {
                    return;
                }
            } catch (UncheckedIOException e) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("the worker has ended: " + process.output(), e);
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the worker does not answer: " + process.output());
            }
            pause();
        }
    }

    /** What the REST interface answers to a GET. */
    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    /**
     * What the REST interface answers to a request of another kind; waits while the worker's group forms.
     *
     * @param body JSON, empty for none
     */
    public HttpResponse<String> send(String method, String path, String body) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(path))
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body)));
            if (answer.statusCode() != CONFLICT || System.nanoTime() > deadline) {
                return answer;
            }
            pause();
        }
    }

    /** Creates or changes a connector; waits while the worker's group forms. */
    public void put(String connector, Map<String, String> config) {
        String json = config.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ":" + quoted(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/connectors/" + connector + "/config"))
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(json)));
            if (answer.statusCode() / 100 == 2) {
                return;
            }
            boolean forming = answer.statusCode() == CONFLICT || answer.statusCode() / 100 == 5;
            if (answer.statusCode() == BAD_REQUEST || !forming || System.nanoTime() > deadline) {
                throw new IllegalStateException(connector + " is refused: " + answer.body());
            }
            pause();
        }
    }

    /** Removes a connector. */
    public void delete(String connector) {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(uri("/connectors/" + connector)).DELETE());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(connector + " is not removed: " + answer.body());
        }
    }

    /** SIGKILL, and the end awaited. */
    public void kill() {
        process.kill();
    }

    /** All that the process has logged since it was first started. */
    public String output() {
        return process.output();
    }

    @Override
    public void close() {
        process.close();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(ANSWER_LIMIT).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while a worker was asked", e);
        }
    }

    private static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
