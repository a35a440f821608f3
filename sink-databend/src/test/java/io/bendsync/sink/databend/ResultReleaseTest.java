package io.bendsync.sink.databend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server whose answer to the release of a result takes for ever. */
class ResultReleaseTest {
    private static final String ANSWER =
            "{\"schema\":[],\"data\":[],\"next_uri\":\"/v1/query/1/final\",\"error\":null,\"session\":{}}";

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger releases = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/query", exchange -> {
            exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestURI().getPath().endsWith("/final")) {
                releases.incrementAndGet();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void everyResultIsReleasedAndNoStatementWaitsForThat() throws DatabendException {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        try (Endpoint endpoint =
                new Endpoint(DatabendUrl.parse(url), "u", "p", Duration.ofSeconds(5), Duration.ofMinutes(5))) {
            Session session = new Session(endpoint, "d", Map.of());
            for (int i = 0; i < 3; i++) {
                assertThat(session.execute("SELECT 1").rows()).isEmpty();
            }
            await().until(() -> releases.get() == 3);
        }
    }
}
