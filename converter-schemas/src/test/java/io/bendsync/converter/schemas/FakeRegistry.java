package io.bendsync.converter.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The few requests of a registry that the converters make, answered from memory. The real one is in FormatsIT. */
final class FakeRegistry implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // Else each answer waits for the acknowledgement of its headers, 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final List<ObjectNode> schemas = new ArrayList<>();
    private final Map<String, List<Integer>> subjects = new LinkedHashMap<>();
    private final List<String> requests = new ArrayList<>();
    private int failure;
    private boolean refusing;
    private String user;

    FakeRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("no port", e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on every answer has this status; 0 for none. */
    synchronized void failWith(int status) {
        failure = status;
    }

    /** From now on no schema is compatible. */
    synchronized void refuseNewVersions() {
        refusing = true;
    }

    /** From now on only this {@code user:password} is let in. */
    synchronized void admitOnly(String userInfo) {
        user = "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    /** What was asked, in order. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** The texts of a subject's schemas, the oldest first. */
    synchronized List<String> texts(String subject) {
        return subjects.getOrDefault(subject, List.of()).stream()
                .map(id -> schemas.get(id - 1).get("schema").textValue())
                .toList();
    }

    /** Puts a schema there, as somebody else would. */
    synchronized int add(String subject, String type, String text, Map<String, String> imports) {
        ObjectNode schema = JSON.createObjectNode().put("schemaType", type).put("schema", text);
        ArrayNode references = schema.putArray("references");
        imports.forEach((name, of) ->
                references.addObject().put("name", name).put("subject", of).put("version", 1));
        return id(subject, schema);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            requests.add(exchange.getRequestMethod() + " " + path);
            int status = failure;
            JsonNode body = JSON.createObjectNode().put("message", "so it was told");
            if (user != null && !user.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                status = 401;
            }
            if (refusing && exchange.getRequestMethod().equals("POST") && path.endsWith("/versions")) {
                status = 409;
            }
            if (status == 0) {
                body = body(exchange, path.split("/"));
                status = body == null ? 404 : 200;
            }
            byte[] bytes = JSON.writeValueAsBytes(body);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private JsonNode body(HttpExchange exchange, String[] path) throws IOException {
        if (path[1].equals("schemas")) {
            int id = Integer.parseInt(path[3]);
            return id <= schemas.size() ? schemas.get(id - 1) : null;
        }
        String subject = URLDecoder.decode(path[2], StandardCharsets.UTF_8);
        boolean known = subjects.containsKey(subject);
        if (path.length == 5) {
            return schemas.get(subjects.get(subject).get(Integer.parseInt(path[4]) - 1) - 1);
        }
        if (exchange.getRequestMethod().equals("GET")) {
            ArrayNode versions = JSON.createArrayNode();
            subjects.getOrDefault(subject, List.of()).forEach(id -> versions.add(versions.size() + 1));
            return known ? versions : null;
        }
        ObjectNode schema = (ObjectNode) JSON.readTree(exchange.getRequestBody());
        boolean there = texts(subject).contains(schema.get("schema").textValue());
        return path.length == 4 || there ? JSON.createObjectNode().put("id", id(subject, schema)) : null;
    }

    private int id(String subject, ObjectNode schema) {
        int place = 0;
        while (place < schemas.size() && !schemas.get(place).get("schema").equals(schema.get("schema"))) {
            place++;
        }
        if (place == schemas.size()) {
            schemas.add(schema);
        }
        List<Integer> versions = subjects.computeIfAbsent(subject, name -> new ArrayList<>());
        if (!versions.contains(place + 1)) {
            versions.add(place + 1);
        }
        return place + 1;
    }
}
