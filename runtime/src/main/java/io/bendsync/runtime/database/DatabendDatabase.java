package io.bendsync.runtime.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bendsync.runtime.problem.BendsyncException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;

/**
 * Queries against Databend over its own HTTP interface. Not over databend-jdbc, which reads the text NULL as null and a
 * NULL timestamp as 1970: a comparison has to see what is there.
 */
public final class DatabendDatabase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Each answer comes within some ten seconds, with the rows or without: a longer silence is no answer. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final int ROWS_A_PAGE = 10_000;
    private static final int UNAUTHORIZED = 401;
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final URI server;
    private final String database;
    private final String user;
    private final String authorization;

    /**
     * For a server; nothing is sent yet.
     *
     * @param url {@code jdbc:databend://host:port/database?options}
     */
    public DatabendDatabase(String url, String user, String password) {
        URI jdbc = URI.create(url.substring("jdbc:".length()));
        String options = jdbc.getQuery() == null ? "" : jdbc.getQuery().toLowerCase(Locale.ROOT);
        boolean tls = options.contains("ssl=true") || options.contains("sslmode=enable") || jdbc.getPort() == 443;
        int port = jdbc.getPort() < 0 ? (tls ? 443 : 8000) : jdbc.getPort();
        this.server = URI.create((tls ? "https://" : "http://") + jdbc.getHost() + ":" + port);
        String path = jdbc.getPath() == null ? "" : jdbc.getPath().replace("/", "");
        this.database = path.isEmpty() ? "default" : path;
        this.user = user;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** The database of the address, {@code default} if it names none. */
    public String database() {
        return database;
    }

    /** Runs a statement; its rows come page by page, times in UTC. */
    public Rows query(String sql) {
        ObjectNode body = JSON.createObjectNode().put("sql", sql);
        ObjectNode session = body.putObject("session").put("database", database);
        session.putObject("settings").put("timezone", "UTC");
        body.putObject("pagination").put("wait_time_secs", 10).put("max_rows_per_page", ROWS_A_PAGE);
        return new DatabendRows(
                this,
                sql,
                send(
                        sql,
                        request("/v1/query")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                                .build()));
    }

    /** Runs a statement to its end. */
    public void execute(String sql) {
        try (Rows rows = query(sql)) {
            rows.all();
        }
    }

    /** The next page of a query. */
    JsonNode page(String sql, String path) {
        return send(sql, request(path).GET().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(SILENCE).header("Authorization", authorization);
    }

    private JsonNode send(String sql, HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == UNAUTHORIZED) {
                throw BendsyncException.failed(
                        "Databend at " + server + " refused user " + user + ": check user and password");
            }
            if (response.statusCode() != OK) {
                throw BendsyncException.failed("Databend at " + server + " answered with HTTP status "
                        + response.statusCode() + " to: " + sql);
            }
            JsonNode answer = JSON.readTree(response.body());
            if (answer.hasNonNull("error")) {
                throw BendsyncException.failed(
                        "Databend: " + answer.get("error").path("message").asText() + " (code "
                                + answer.get("error").path("code").asText() + ") in: " + sql);
            }
            return answer;
        } catch (JsonProcessingException e) {
            throw BendsyncException.failed(
                    "what listens at " + server + " is no Databend: it does not answer in JSON", e);
        } catch (HttpConnectTimeoutException e) {
            throw BendsyncException.failed("cannot reach Databend at " + server + ": " + e, e);
        } catch (HttpTimeoutException e) {
            throw BendsyncException.failed(
                    "Databend at " + server + " has not answered for " + SILENCE.toSeconds() + " s", e);
        } catch (IOException e) {
            throw BendsyncException.failed("cannot reach Databend at " + server + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BendsyncException.failed("stopped while waiting for Databend", e);
        }
    }
}
