package io.bendsync.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bendsync.testkit.DatabendDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Databend behind a password of the test's own: whoever has it is let through with the server's. */
final class PasswordProxy implements AutoCloseable {
    private static final Set<String> NOT_PASSED = Set.of(
            "authorization", "host", "connection", "content-length", "transfer-encoding", "upgrade", "http2-settings");
    private static final Pattern ADDRESS = Pattern.compile("jdbc:databend://([^/]+)(/.*)");

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;
    private final String behind;
    private final String path;
    private final String wanted;
    private final String given;

    PasswordProxy(DatabendDatabase databend, String password) throws IOException {
        Matcher address = ADDRESS.matcher(databend.url());
        if (!address.matches()) {
            throw new IllegalArgumentException(databend.url());
        }
        this.behind = "http://" + address.group(1);
        this.path = address.group(2);
        this.wanted = basic(databend.user(), password);
        this.given = basic(databend.user(), databend.password());
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::pass);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    /** The database's address through this. */
    String url() {
        return "jdbc:databend://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(behind + exchange.getRequestURI()))
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()))
                    .header("Authorization", given);
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!NOT_PASSED.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            for (Map.Entry<String, List<String>> header : answer.headers().map().entrySet()) {
                if (!NOT_PASSED.contains(header.getKey())) {
                    exchange.getResponseHeaders().put(header.getKey(), header.getValue());
                }
            }
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
