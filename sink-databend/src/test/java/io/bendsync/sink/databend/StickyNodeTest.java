package io.bendsync.sink.databend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server of several nodes, as far as it shows in headers: a transaction stays on the one that began it. */
class StickyNodeTest {
    private final List<String> nodes = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/query", exchange -> {
            String sql = Endpoint.JSON
                    .readTree(exchange.getRequestBody().readAllBytes())
                    .path("sql")
                    .asText();
            nodes.add(sql + " " + exchange.getRequestHeaders().getFirst("X-DATABEND-STICKY-NODE"));
            boolean open = !sql.equals("COMMIT") && nodes.stream().anyMatch(n -> n.startsWith("BEGIN"));
            byte[] answer = ("{\"node_id\":\"node-7\",\"schema\":[],\"data\":[],\"next_uri\":null,\"error\":null,"
                            + "\"session\":{\"need_sticky\":" + open + ",\"txn_state\":\""
                            + (open ? "Active" : "AutoCommit") + "\"}}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void statementsOfAnOpenTransactionNameItsNodeAndOthersNone() throws DatabendException {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        try (Endpoint endpoint =
                new Endpoint(DatabendUrl.parse(url), "u", "p", Duration.ofSeconds(5), Duration.ofSeconds(5))) {
            Session session = new Session(endpoint, "d", Map.of());
            for (String sql : List.of("SELECT 1", "BEGIN", "COPY", "COMMIT", "SELECT 2")) {
                session.execute(sql);
            }
        }
        assertThat(nodes)
                .containsExactly("SELECT 1 null", "BEGIN null", "COPY node-7", "COMMIT node-7", "SELECT 2 null");
    }
}
