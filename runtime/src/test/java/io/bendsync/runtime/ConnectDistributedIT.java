package io.bendsync.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Three workers on one Kafka share the tasks; what a killed one had, the others take over. */
@ExtendWith(StackExtension.class)
class ConnectDistributedIT {
    private static final Duration SOON = Duration.ofMinutes(4); // half a minute when the machine is idle
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Integer, BendsyncProcess> workers = new HashMap<>();

    @AfterEach
    void stopWorkers() {
        workers.values().forEach(BendsyncProcess::close);
    }

    @Test
    void theTasksOfAKilledWorkerMoveAndNoRowIsLostOrDoubled(MySqlDatabase mysql, DatabendDatabase databend)
            throws Exception {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))");
        insert(mysql);
        try (BendsyncProcess kafka = BendsyncProcess.start(
                folder,
                Map.of(),
                "local",
                "kafka",
                "--port",
                "0",
                "--data",
                folder.resolve("kafka").toString())) {
            String servers = kafka.awaitLine("bootstrap.servers=", SOON).strip();
            for (int i = 0; i < 3; i++) {
                startWorker(servers);
            }
            int any = workers.keySet().iterator().next();
            put(any, "source", sourceConfig(mysql));
            put(any, "sink", sinkConfig(databend));
            awaitRows(databend, 1_000);

            int owner = workerOf(any, "sink");
            workers.remove(owner).kill();
            insert(mysql);
            awaitRows(databend, 2_000);

            int left = workers.keySet().iterator().next();
            assertThat(workerOf(left, "sink")).isIn(workers.keySet());
            assertThat(workerOf(left, "source")).isIn(workers.keySet());
            assertThat(databend.query("SELECT count(*), count(DISTINCT id), max(id) FROM t"))
                    .containsExactly(List.of("2000", "2000", "2000"));
        }
    }

    private void startWorker(String servers) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Path file = Files.writeString(folder.resolve("worker-" + port + ".properties"), """
                %s
                group.id=connect-cluster
                listeners=http://127.0.0.1:%d
                config.storage.topic=connect-configs
                offset.storage.topic=connect-offsets
                status.storage.topic=connect-status
                config.storage.replication.factor=1
                offset.storage.replication.factor=1
                status.storage.replication.factor=1
                offset.storage.partitions=1
                status.storage.partitions=1
                offset.flush.interval.ms=1000
                exactly.once.source.support=enabled
                scheduled.rebalance.max.delay.ms=0
                consumer.session.timeout.ms=10000
                session.timeout.ms=10000
                """.formatted(servers, port));
        workers.put(port, BendsyncProcess.start(folder, Map.of(), "connect-distributed", file.toString()));
    }

    private static Map<String, String> sourceConfig(MySqlDatabase mysql) {
        return Map.of(
                "connector.class",
                "io.bendsync.source.jdbc.JdbcSourceConnector",
                "connection.url",
                mysql.url(),
                "connection.user",
                mysql.user(),
                "connection.password",
                mysql.password(),
                "mode",
                "incrementing",
                "table.whitelist",
                mysql.name() + ".t",
                "poll.interval.ms",
                "500");
    }

    /** Appends, so that a row written twice is there twice. */
    private static Map<String, String> sinkConfig(DatabendDatabase databend) {
        return Map.of(
                "connector.class", "io.bendsync.sink.DatabendSinkConnector",
                "connection.url", databend.url(),
                "connection.user", databend.user(),
                "connection.password", databend.password(),
                "topics", "t",
                "auto.create", "true",
                "insert.mode", "insert",
                "exactly.once", "true",
                "flush.interval.ms", "200");
    }

    /** Until it is accepted: a group that still forms answers with a conflict. */
    private void put(int port, String name, Map<String, String> config) throws IOException {
        String body = JSON.writeValueAsString(config);
        Awaitility.await("connector " + name)
                .atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(send(port, "PUT", "/connectors/" + name + "/config", body))
                        .contains("\"name\":\"" + name + "\""));
    }

    /** The REST port of the worker that runs the connector's task. */
    private int workerOf(int port, String connector) {
        return Awaitility.await("a running task of " + connector)
                .atMost(SOON)
                .ignoreExceptions()
                .until(() -> runningOn(port, connector), found -> found > 0);
    }

    private int runningOn(int port, String connector) throws IOException, InterruptedException {
        JsonNode task = JSON.readTree(send(port, "GET", "/connectors/" + connector + "/status", ""))
                .path("tasks")
                .path(0);
        String worker = task.path("worker_id").asText(":0");
        return task.path("state").asText().equals("RUNNING")
                ? Integer.parseInt(worker.substring(worker.lastIndexOf(':') + 1))
                : 0;
    }

    private String send(int port, String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(90))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static void insert(MySqlDatabase mysql) {
        mysql.execute("INSERT INTO t (name) VALUES "
                + IntStream.range(0, 1_000).mapToObj(i -> "('row " + i + "')").collect(Collectors.joining(",")));
    }

    private static void awaitRows(DatabendDatabase databend, int rows) {
        Awaitility.await(rows + " rows")
                .atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(databend.query("SELECT max(id) FROM t"))
                        .containsExactly(List.of(Integer.toString(rows))));
    }
}
