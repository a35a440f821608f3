package io.bendsync.distribution.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of the service that creates the connectors, with a stand-in for Kafka Connect and Databend. */
class StartScriptTest {
    @TempDir
    private Path folder;

    private HttpServer server;
    private final Deque<String> puts = new ArrayDeque<>();
    private final Deque<String> counts = new ArrayDeque<>();
    private String status = "{\"state\":\"RUNNING\"}";

    @BeforeEach
    void listen() throws IOException {
        Files.writeString(folder.resolve("one.json"), "{}");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/connectors/one/config", exchange -> {
            String[] answer = (puts.size() > 1 ? puts.remove() : puts.peek()).split(" ", 2);
            answer(exchange, Integer.parseInt(answer[0]), answer[1]);
        });
        server.createContext("/connectors/one/status", exchange -> answer(exchange, 200, status));
        server.createContext("/v1/query", exchange -> {
            String sql = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String count = counts.size() > 1 ? counts.remove() : counts.peek();
            if (!sql.contains("count(*)")) {
                answer(exchange, 200, "{\"data\": [[\"1  a\"],[\"2  b\"]], \"state\": \"Succeeded\"}");
            } else if (count.isEmpty()) {
                answer(exchange, 400, "{\"error\": \"unknown table\"}");
            } else {
                answer(exchange, 200, "{\"data\": [[\"" + count + "\"]], \"state\": \"Succeeded\"}");
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void rowsArePrintedWhenNoMoreOfThemCome() throws Exception {
        puts.addAll(List.of("409 rebalance", "503 starts", "201 {}"));
        counts.addAll(List.of("", "0", "1", "2", "2"));

        Answer answer = run("60");

        assertThat(answer.text()).isEqualTo("""
                created the connector one
                two in Databend:
                1  a
                2  b
                """);
        assertThat(answer.status()).isZero();
        assertThat(counts).hasSize(1);
    }

    @Test
    void aConnectorThatIsRefusedIsToldAtOnceInTheWorkersWords() throws Exception {
        puts.addAll(List.of("400 {\"message\": \"connection.url is missing\"}", "201 {}"));

        Answer answer = run("60");

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.text())
                .startsWith("the connector one was not created:")
                .contains("connection.url is missing");
        assertThat(puts).hasSize(1);
    }

    @Test
    void aWorkerThatDoesNotComeIsWaitedForNoLongerThanItSays() throws Exception {
        server.stop(0);

        Answer answer = run("1");

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.text())
                .startsWith("the connector one was not created:")
                .contains("curl: ");
    }

    @Test
    void aTaskThatFailsEndsTheWait() throws Exception {
        puts.add("201 {}");
        counts.add("0");
        status = "{\"state\":\"FAILED\", \"trace\": \"no such table\"}";

        Answer answer = run("60");

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.text()).contains("failed: ", "no such table");
    }

    private record Answer(int status, String text) {}

    private Answer run(String seconds) throws IOException, InterruptedException {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        ProcessBuilder builder = new ProcessBuilder(
                        "/bin/sh", Path.of("../docker/pipeline/start.sh").toString())
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "CONNECT_URL",
                        url,
                        "CONNECTORS",
                        folder.toString(),
                        "DATABEND_URL",
                        url,
                        "DATABEND_USER",
                        "u",
                        "DATABEND_PASSWORD",
                        "p",
                        "TABLE",
                        "two",
                        "SECONDS_AT_MOST",
                        seconds));
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), text);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
