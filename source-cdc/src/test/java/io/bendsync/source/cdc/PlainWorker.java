package io.bendsync.source.cdc;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Apache Kafka Connect's own distributed worker in a process of its own, with nothing but Kafka on its class path and
 * the packed plugin on its plugin path.
 */
final class PlainWorker implements AutoCloseable {

    /** What the plugin has to bring itself: it must not be found anywhere else. */
    private static final List<String> NOT_KAFKAS = List.of("/io/bendsync/", "/io/debezium/", "/com/mysql/", "/target/");

    private final Path folder;
    private final LocalKafka kafka;
    private final int port;
    private Process process;

    PlainWorker(Path folder, LocalKafka kafka) throws IOException {
        this.folder = folder;
        this.kafka = kafka;
        this.port = LocalKafka.freePort();
    }

    PlainWorker start() throws IOException {
        Path settings = folder.resolve("worker.properties");
        Files.write(
                settings,
                List.of(
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
                        "key.converter=org.apache.kafka.connect.json.JsonConverter",
                        "value.converter=org.apache.kafka.connect.json.JsonConverter",
                        "value.converter.schemas.enable=false",
                        "plugin.discovery=service_load",
                        "plugin.path=" + Path.of("target").toAbsolutePath().resolve(pluginFolder()),
                        "listeners=http://127.0.0.1:" + port));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Dlog4j2.configurationFile="
                                + Path.of("src/test/resources/log4j2-worker.properties")
                                        .toUri(),
                        "-cp",
                        kafkaClassPath(),
                        "org.apache.kafka.connect.cli.ConnectDistributed",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> get("/connectors").statusCode() == 200);
        return this;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    void put(String connector, Map<String, String> config) {
        String json = config.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ":" + quoted(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/connectors/" + connector + "/config"))
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(json)));
            if (answer.statusCode() == 400) {
                throw new AssertionError(answer.body());
            }
            // 409 while the worker's group forms.
            return answer.statusCode() / 100 == 2;
        });
    }

    /** SIGKILL, and the end awaited. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    String output() throws IOException {
        return Files.readString(log().toPath());
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            kill();
        }
    }

    private File log() {
        return folder.resolve("worker.log").toFile();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The plugin's own folder, where Connect takes lib/ for the plugin: beside it are other folders of the build. */
    private static String pluginFolder() {
        return "bendsync-source-cdc-" + Version.ofThisBuild().bendsync();
    }

    private static String kafkaClassPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator, -1))
                .filter(entry -> NOT_KAFKAS.stream().noneMatch(entry.replace('\\', '/')::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
