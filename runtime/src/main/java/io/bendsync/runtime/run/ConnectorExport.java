package io.bendsync.runtime.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.bendsync.runtime.pipeline.Capture;
import io.bendsync.runtime.pipeline.ConnectorConfigs;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.worker.FailureCause;
import io.bendsync.runtime.worker.PipelineSecrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A pipeline's two connectors as another Connect cluster takes them. Secrets stay the references that the file has, for
 * the config providers of that cluster's workers; a secret that stands in the file itself goes nowhere.
 */
public final class ConnectorExport {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int FIRST_ERROR = 300;

    private final Map<String, Map<String, String>> configs = new LinkedHashMap<>();

    /**
     * Of a pipeline read with its references as they are written.
     *
     * @throws BendsyncException when a secret is no reference
     */
    public ConnectorExport(Pipeline pipeline) {
        if (pipeline.source().capture() == Capture.BINLOG
                && pipeline.bootstrapServers().isEmpty()) {
            throw BendsyncException.badSetting(pipeline.complaint(
                    "kafka.bootstrap.servers",
                    "is missing: the binlog source keeps the history of the tables' structure in the cluster's Kafka"));
        }
        ConnectorConfigs pipelines = new ConnectorConfigs(pipeline);
        List<String> complaints = new ArrayList<>();
        add(pipelines.sourceName(), pipelines.source(pipeline.bootstrapServers().orElse("")), complaints);
        add(pipelines.targetName(), pipelines.target(), complaints);
        if (!complaints.isEmpty()) {
            throw BendsyncException.badSettings(complaints);
        }
    }

    private void add(String name, Map<String, String> config, List<String> complaints) {
        Map<String, String> written = PipelineSecrets.resolve(config);
        config.forEach((key, value) -> {
            String text = written.get(key);
            if (!text.equals(value) && !text.isEmpty() && !text.contains("${")) {
                complaints.add(name + "'s " + key
                        + " stands in the file itself: write it as ${env:NAME} or ${file:PATH:KEY}, which the cluster's"
                        + " workers fill in");
            }
        });
        configs.put(name, new TreeMap<>(written));
    }

    /** Both, each as {@code POST /connectors} takes it. */
    public List<Map<String, Object>> documents() {
        return configs.entrySet().stream()
                .map(entry -> Map.<String, Object>of("name", entry.getKey(), "config", entry.getValue()))
                .toList();
    }

    /** The same as one text. */
    public String text() {
        return json(documents());
    }

    /**
     * Creates both connectors in a cluster, or gives them these configurations; the sink comes first, so that it is there
     * when rows come.
     *
     * @param cluster the address of a worker's REST interface
     * @return their names
     * @throws BendsyncException when it refuses
     */
    public List<String> put(URI cluster) {
        List<String> names = new ArrayList<>(configs.keySet());
        java.util.Collections.reverse(names);
        HttpClient client = HttpClient.newHttpClient();
        for (String name : names) {
            URI address = URI.create(cluster.toString().replaceAll("/+$", "") + "/connectors/" + name + "/config");
            send(client, address, json(configs.get(name)));
        }
        return names;
    }

    private static void send(HttpClient client, URI address, String body) {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(address)
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/json")
                            .PUT(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= FIRST_ERROR) {
                throw BendsyncException.failed(address + " answered " + answer.statusCode() + ": "
                        + JSON.readTree(answer.body()).path("message").asText(""));
            }
        } catch (JsonProcessingException e) {
            throw BendsyncException.failed("what listens at " + address + " is no Kafka Connect", e);
        } catch (IOException e) {
            throw BendsyncException.failed("cannot reach " + address + ": " + FailureCause.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BendsyncException.failed("stopped while waiting for an answer", e);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and maps are always JSON", e);
        }
    }
}
