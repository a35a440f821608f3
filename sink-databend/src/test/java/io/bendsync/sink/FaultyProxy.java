package io.bendsync.sink;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Stands between the sink and Databend, and does to their talk what networks and servers do. */
final class FaultyProxy implements AutoCloseable {
    /** What happens to a request. */
    enum Fault {
        NONE,
        /** The connection breaks before the server sees the request. */
        LOSE_REQUEST,
        /** The server does what is asked, and its answer is lost. */
        LOSE_ANSWER,
        /** Nothing ever comes back. */
        HANG,
        /** HTTP 503. */
        UNAVAILABLE,
        /** The transaction is rolled back, and the client told that COMMIT went well. */
        LIE_ABOUT_COMMIT,
        /** The server has restarted and forgotten the session, or another of its nodes got the request. */
        FORGET_SESSION,
        /** The server gets the first half of the request's body, and takes that for all. */
        CUT_IN_HALF,
        /** An operator kills the query when it has done its work but not yet said so. */
        KILL_QUERY
    }

    /** Decides what happens, by the SQL of a query or the path of any other request. */
    @FunctionalInterface
    interface Weather {
        Fault at(String sqlOrPath);
    }

    private static final Set<String> NOT_COPIED =
            Set.of("host", "content-length", "connection", "http2-settings", "upgrade");

    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI target;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, String> sessionSettings = new ConcurrentHashMap<>();
    private volatile Weather weather = sql -> Fault.NONE;

    FaultyProxy(String jdbcUrl) {
        this.target = URI.create(jdbcUrl.replace("jdbc:databend://", "http://"));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newCachedThreadPool(r -> {
            Thread thread = new Thread(r, "proxy");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    FaultyProxy weather(Weather next) {
        this.weather = next;
        return this;
    }

    /** Gives every session a setting that its user has made for good. */
    FaultyProxy with(String setting, String value) {
        sessionSettings.put(setting, value);
        return this;
    }

    /** The same database's address, by way of this proxy. */
    String url() {
        return "jdbc:databend://127.0.0.1:" + server.getAddress().getPort() + target.getPath() + "?"
                + target.getQuery();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean query = path.equals("/v1/query");
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (query && !sessionSettings.isEmpty()) {
            body = withSettings(body);
        }
        String sql = query ? json.readTree(body).path("sql").asText() : path;
        Fault fault = weather.at(sql);
        switch (fault) {
            case LOSE_REQUEST -> exchange.close();
            case HANG -> hang(exchange);
            case UNAVAILABLE -> answer(exchange, 503, "down".getBytes(StandardCharsets.UTF_8));
            default -> {
                byte[] sent = fault == Fault.LIE_ABOUT_COMMIT
                        ? new String(body, StandardCharsets.UTF_8)
                                .replace("\"COMMIT\"", "\"ROLLBACK\"")
                                .getBytes(StandardCharsets.UTF_8)
                        : fault == Fault.FORGET_SESSION
                                ? withoutSession(body)
                                : fault == Fault.CUT_IN_HALF ? Arrays.copyOf(body, body.length / 2) : body;
                HttpResponse<byte[]> response = forward(exchange, sent);
                if (fault == Fault.LOSE_ANSWER) {
                    exchange.close();
                } else {
                    answer(
                            exchange,
                            response.statusCode(),
                            fault == Fault.KILL_QUERY ? killed(response.body()) : response.body());
                }
            }
        }
    }

    private byte[] withSettings(byte[] body) throws IOException {
        ObjectNode request = (ObjectNode) json.readTree(body);
        ObjectNode session = request.withObject("/session");
        sessionSettings.forEach(session.withObject("/settings")::put);
        return json.writeValueAsBytes(request);
    }

    /** The answer that the server gives for a query that was killed. */
    private byte[] killed(byte[] body) throws IOException {
        ObjectNode answer = (ObjectNode) json.readTree(body);
        answer.putObject("error").put("code", 1043).put("message", "AbortedQuery: killed by an operator");
        answer.putNull("next_uri");
        if (answer.path("session").path("txn_state").asText().equals("Active")) {
            answer.withObject("/session").put("txn_state", "Fail");
        }
        return json.writeValueAsBytes(answer);
    }

    private byte[] withoutSession(byte[] body) throws IOException {
        ObjectNode request = (ObjectNode) json.readTree(body);
        ObjectNode session = (ObjectNode) request.path("session");
        session.remove("internal");
        return json.writeValueAsBytes(request);
    }

    /** Gives no answer as long as there is a proxy. */
    private void hang(HttpExchange exchange) {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://" + target.getAuthority() + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_COPIED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(v -> request.header(name, v));
            }
        });
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        closed.countDown();
    }
}
