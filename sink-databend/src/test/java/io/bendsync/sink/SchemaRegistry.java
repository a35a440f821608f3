package io.bendsync.sink;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What converters ask of a schema registry, as Apicurio's speaks (version 2 of its interface): keep this schema, give
 * me that one. Not a registry itself: the converters are the real ones, and this is where they keep things.
 */
final class SchemaRegistry implements AutoCloseable {
    private static final String ROOT = "/apis/registry/v2";

    private final List<byte[]> schemas = new ArrayList<>();
    private final HttpServer server;

    SchemaRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + ROOT;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String[] path =
                exchange.getRequestURI().getPath().substring(ROOT.length() + 1).split("/", -1);
        byte[] body = exchange.getRequestBody().readAllBytes();
        byte[] answer;
        if (path[0].equals("groups")) {
            schemas.add(body);
            String type = exchange.getRequestHeaders().getFirst("X-Registry-ArtifactType");
            answer = ("{\"id\":\"a" + schemas.size() + "\",\"groupId\":\"default\",\"version\":\"1\",\"globalId\":"
                            + schemas.size() + ",\"contentId\":" + schemas.size() + ",\"type\":\"" + type + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
        } else if (path[path.length - 1].equals("references")) {
            answer = "[]".getBytes(StandardCharsets.UTF_8);
        } else {
            answer = schemas.get(Integer.parseInt(path[path.length - 1]) - 1);
        }
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
