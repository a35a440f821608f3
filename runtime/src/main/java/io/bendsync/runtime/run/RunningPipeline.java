package io.bendsync.runtime.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bendsync.runtime.pipeline.ConnectorConfigs;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.worker.DataFolder;
import io.bendsync.runtime.worker.FailureCause;
import io.bendsync.runtime.worker.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A pipeline that another process runs, reached over Kafka Connect's REST interface on loopback. */
public final class RunningPipeline {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration COUNTED_WITHIN = Duration.ofSeconds(5);
    private static final long COUNTED_PAUSE_MS = 200;
    private static final int FIRST_ERROR = 400;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Pipeline pipeline;
    private final ConnectorConfigs configs;
    private final URI rest;

    /**
     * For the process that uses the data folder.
     *
     * @throws BendsyncException when none does
     */
    public RunningPipeline(Pipeline pipeline, Path data) {
        this.pipeline = pipeline;
        this.configs = new ConnectorConfigs(pipeline);
        // The ports of a stopped one may be somebody else's by now.
        int port = DataFolder.isInUse(data) ? Ports.read(data).rest() : Ports.ANY;
        if (port == Ports.ANY) {
            throw notRunning(null);
        }
        this.rest = URI.create("http://127.0.0.1:" + port);
    }

    /**
     * Refuses to speak to whoever has a stopped pipeline's ports by now.
     *
     * @throws BendsyncException when no process uses the data folder
     */
    public static void refuseStopped(Pipeline pipeline, Path data) {
        if (!DataFolder.isInUse(data)) {
            throw notRunning(pipeline, null);
        }
    }

    /** Both connectors and their tasks. */
    public List<PartStatus> status() {
        List<PartStatus> parts = new ArrayList<>();
        for (String name : List.of(configs.sourceName(), configs.targetName())) {
            JsonNode status = send("GET", "/connectors/" + name + "/status");
            parts.add(part(name, status.path("connector")));
            for (JsonNode task : status.path("tasks")) {
                parts.add(part(name + ", task " + task.path("id").asInt(), task));
            }
        }
        return parts;
    }

    /** Its tables, with rows and what waits; what is not counted within some seconds is unknown. */
    public List<TableStatus> tables() {
        long deadline = System.nanoTime() + COUNTED_WITHIN.toNanos();
        while (true) {
            List<TableStatus> tables = new ArrayList<>();
            boolean counted = true;
            for (JsonNode table : send("GET", "/bendsync/api/state").path("tables")) {
                if (table.path("connector").asText().equals(configs.targetName())) {
                    TableStatus status = TableStatus.of(table);
                    counted &= status.sourceRows() != null && status.waiting() != null;
                    tables.add(status);
                }
            }
            // Whoever asks first has the counting begin.
            if ((counted && !tables.isEmpty()) || System.nanoTime() > deadline) {
                return tables;
            }
            waitForCounts();
        }
    }

    private static void waitForCounts() {
        try {
            Thread.sleep(COUNTED_PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BendsyncException.failed("stopped while waiting for the tables to be counted", e);
        }
    }

    /** Stops reading and writing; what is on its way stays in Kafka. */
    public void pause() {
        send("PUT", "/connectors/" + configs.sourceName() + "/pause");
        send("PUT", "/connectors/" + configs.targetName() + "/pause");
    }

    /** Goes on after a pause. */
    public void resume() {
        send("PUT", "/connectors/" + configs.targetName() + "/resume");
        send("PUT", "/connectors/" + configs.sourceName() + "/resume");
    }

    /**
     * Has tables read again from the start.
     *
     * @param tables {@code database.table}; all of the pipeline's if empty
     * @return what is read again, in words
     */
    public List<String> resync(List<String> tables) {
        return new Resync(pipeline, configs.sourceName(), this).run(tables);
    }

    private static PartStatus part(String name, JsonNode node) {
        String trace = node.path("trace").asText("");
        return new PartStatus(
                name, node.path("state").asText("UNKNOWN"), trace.isEmpty() ? "" : FailureCause.ofTrace(trace));
    }

    JsonNode send(String method, String path) {
        return send(method, path, "");
    }

    /** Asks Kafka Connect's REST interface; an empty body is none. */
    JsonNode send(String method, String path, String body) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(rest.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (pipeline.rest().asksForPassword()) {
            builder.header("Authorization", authorization());
        }
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= FIRST_ERROR) {
                throw BendsyncException.failed("the running bendsync at " + rest + " answered " + response.statusCode()
                        + " to " + method + " " + path + ": is it still starting?" + reason(response.body()));
            }
            return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw BendsyncException.failed("what listens at " + rest + " is no bendsync", e);
        } catch (IOException e) {
            throw notRunning(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BendsyncException.failed("stopped while waiting for an answer", e);
        }
    }

    private String authorization() {
        String pair = pipeline.rest().user() + ":" + pipeline.rest().password();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** What Kafka Connect says about it, if it says it. */
    private static String reason(String body) {
        try {
            String message = JSON.readTree(body).path("message").asText("");
            return message.isEmpty() ? "" : " It says: " + message;
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private BendsyncException notRunning(Throwable cause) {
        return notRunning(pipeline, cause);
    }

    private static BendsyncException notRunning(Pipeline pipeline, Throwable cause) {
        return BendsyncException.failed(
                "pipeline " + pipeline.name() + " is not running: start it with bendsync run " + pipeline.file(),
                cause);
    }
}
