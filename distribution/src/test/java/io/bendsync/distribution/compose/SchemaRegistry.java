package io.bendsync.distribution.compose;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Apicurio's own registry, as its image has it, in memory. */
public final class SchemaRegistry implements AutoCloseable {
    /** Where it listens in its container. */
    static final int PORT = 8080;

    private static final Duration SOON = Duration.ofMinutes(3); // a few seconds when the machine is idle

    private final Process process;
    private final int port;

    private SchemaRegistry(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it, and returns once it takes schemas. */
    public static SchemaRegistry start(Path folder, int port) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        jar().toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("schema-registry.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        SchemaRegistry registry = new SchemaRegistry(process, port);
        Awaitility.await("the schema registry")
                .atMost(SOON)
                .ignoreExceptions()
                .until(() -> registry.get("/health/ready").statusCode() == 200);
        return registry;
    }

    /** Where clients find it. */
    public String url() {
        return "http://127.0.0.1:" + port + "/apis/registry/v2";
    }

    /** Where those find it who speak to Confluent's registry. */
    public String confluentUrl() {
        return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    /** What it answers. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** Changes what it has there. */
    public void put(String path, String json) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .timeout(Duration.ofSeconds(10))
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.body());
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target/schema-registry"))) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
