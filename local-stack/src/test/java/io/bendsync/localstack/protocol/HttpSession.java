package io.bendsync.localstack.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A client of Databend's HTTP protocol with nothing but the JDK: what any other client could see. */
final class HttpSession {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String url;
    private final String authorization;
    private ObjectNode session = JSON.createObjectNode();

    HttpSession(String url, String user, String password) {
        this.url = url;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** The session as the last response described it; goes back with the next request. */
    ObjectNode state() {
        return session;
    }

    String transactionState() {
        return session.path("txn_state").asText();
    }

    /** Runs a statement to its end, all its pages. */
    Outcome run(String sql) {
        return run(request(sql));
    }

    Outcome run(ObjectNode request) {
        JsonNode answer = start(request);
        Outcome outcome = new Outcome(answer);
        while (answer.hasNonNull("next_uri")) {
            outcome.add(answer);
            answer = follow(answer.get("next_uri").asText());
        }
        return outcome;
    }

    ObjectNode request(String sql) {
        ObjectNode request = JSON.createObjectNode().put("sql", sql);
        request.set("session", session);
        return request;
    }

    /** The first response to a request. */
    JsonNode start(ObjectNode request) {
        HttpResponse<String> response = send(
                "POST", "/v1/query", BodyPublishers.ofString(request.toString()), "Content-Type", "application/json");
        return keepingSession(json(response));
    }

    /** The response behind a URI that an earlier one named. */
    JsonNode follow(String uri) {
        return keepingSession(json(get(uri)));
    }

    HttpResponse<String> get(String uri) {
        return send("GET", uri, BodyPublishers.noBody());
    }

    HttpResponse<String> send(String method, String uri, HttpRequest.BodyPublisher body, String... headers) {
        return send(method, uri, body, BodyHandlers.ofString(StandardCharsets.UTF_8), headers);
    }

    <T> HttpResponse<T> send(
            String method,
            String uri,
            HttpRequest.BodyPublisher body,
            HttpResponse.BodyHandler<T> handler,
            String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri.startsWith("http") ? URI.create(uri) : resolved(uri))
                .method(method, body)
                .header("Authorization", authorization);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Uploads one file into a stage, the way databend-jdbc does. */
    HttpResponse<String> upload(String stage, String folder, String name, byte[] content) {
        return send(
                "PUT",
                "/v1/upload_to_stage",
                BodyPublishers.ofByteArrays(List.of(
                        ("--border\r\nContent-Disposition: form-data; name=\"upload\"; filename=\"" + name
                                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                                .getBytes(StandardCharsets.UTF_8),
                        content,
                        "\r\n--border--\r\n".getBytes(StandardCharsets.UTF_8))),
                "Content-Type",
                "multipart/form-data; boundary=border",
                "x-databend-stage-name",
                stage,
                "x-databend-relative-path",
                folder);
    }

    private URI resolved(String uri) {
        return URI.create(url + uri);
    }

    private JsonNode keepingSession(JsonNode answer) {
        if (answer.get("session") instanceof ObjectNode described) {
            session = described;
        }
        return answer;
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            JsonNode answer = JSON.readTree(response.body());
            return response.statusCode() == 200
                    ? answer
                    : JSON.createObjectNode().set("error", answer.get("error"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a statement came to: its rows, or its error. */
    static final class Outcome {
        private final List<List<String>> rows = new ArrayList<>();
        private final List<Integer> pageSizes = new ArrayList<>();
        private JsonNode last;

        private Outcome(JsonNode first) {
            last = first;
        }

        private void add(JsonNode answer) {
            last = answer;
            if (!answer.path("data").isEmpty()) {
                pageSizes.add(answer.get("data").size());
                answer.get("data").forEach(row -> {
                    List<String> cells = new ArrayList<>();
                    row.forEach(cell -> cells.add(cell.isNull() ? null : cell.asText()));
                    rows.add(cells);
                });
            }
        }

        /** Cells as text, null for NULL; fails if the statement did. */
        List<List<String>> rows() {
            if (code() != 0) {
                throw new AssertionError("the statement failed: " + last.get("error"));
            }
            return rows;
        }

        /** The one cell of a one-row result. */
        String value() {
            return rows().get(0).get(0);
        }

        List<Integer> pageSizes() {
            return pageSizes;
        }

        /** The names of the columns' types. */
        List<String> types() {
            List<String> types = new ArrayList<>();
            last.path("schema").forEach(field -> types.add(field.get("type").asText()));
            return types;
        }

        /** The server's error code, 0 if there is none. */
        int code() {
            return last.path("error").path("code").asInt(0);
        }

        String message() {
            return last.path("error").path("message").asText();
        }

        long written() {
            return last.path("stats").path("write_progress").path("rows").asLong();
        }
    }
}
