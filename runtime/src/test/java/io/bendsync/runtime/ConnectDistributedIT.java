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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
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
    void workersAreKilledUnderLoadAndNoRowIsLostOrDoubled(MySqlDatabase mysql, DatabendDatabase databend)
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
                        folder.resolve("kafka").toString());
                Load load = new Load(mysql)) {
            String servers = kafka.awaitLine("bootstrap.servers=", SOON).strip();
            for (int i = 0; i < 3; i++) {
                startWorker(servers);
            }
            int any = workers.keySet().iterator().next();
            create(any, "source", sourceConfig(mysql));
            create(any, "sink", sinkConfig(databend));
            assertConfigurationsCanBeReadAndWritten(any, databend);
            awaitRows(databend, 1_000);

            for (String connector : List.of("source", "sink")) {
                int owner = workerOf(workers.keySet().iterator().next(), connector);
                long atTheKill = load.inserted();
                workers.remove(owner).kill();
                awaitRows(databend, atTheKill + 100);
            }
            long rows = load.stop();
            awaitRows(databend, rows);

            int left = workers.keySet().iterator().next();
            assertThat(workers).hasSize(1);
            assertThat(workerOf(left, "sink")).isEqualTo(left);
            assertThat(workerOf(left, "source")).isEqualTo(left);
            String all = Long.toString(rows);
            assertThat(databend.query("SELECT count(*), count(DISTINCT id), max(id) FROM t"))
                    .containsExactly(List.of(all, all, all));
            assertThat(databend.query("SELECT sum(id), sum(length(name)) FROM t"))
                    .isEqualTo(mysql.query("SELECT sum(id), sum(length(name)) FROM t"));
        }
    }

    /** Rows that keep coming, one after the other, so that one that is doubled or lost shows in its number. */
    private static final class Load implements AutoCloseable {
        private final MySqlDatabase mysql;
        private final AtomicLong inserted = new AtomicLong(1_000);
        private final Thread thread = new Thread(this::run, "load");
        private volatile boolean stopped;

        Load(MySqlDatabase mysql) {
            this.mysql = mysql;
            thread.setDaemon(true);
            thread.start();
        }

        private void run() {
            while (!stopped) {
                mysql.execute("INSERT INTO t (name) VALUES ('while'), ('they'), ('are'), ('killed')");
                inserted.addAndGet(4);
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }

        long inserted() {
            return inserted.get();
        }

        /** Ends it and returns how many rows there are. */
        long stop() throws InterruptedException {
            stopped = true;
            thread.join(SOON.toMillis());
            return inserted.get();
        }

        @Override
        public void close() throws InterruptedException {
            stop();
        }
    }

    /** As the article does it: GET the list, GET and PUT a configuration. */
    private void assertConfigurationsCanBeReadAndWritten(int port, DatabendDatabase databend) throws Exception {
        assertThat(JSON.readTree(send(port, "GET", "/connectors", "")))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("source", "sink");
        Map<String, String> config = new HashMap<>(sinkConfig(databend));
        config.put("flush.interval.ms", "100");
        put(port, "sink", config);
        Awaitility.await("the new configuration")
                .atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(JSON.readTree(send(port, "GET", "/connectors/sink/config", ""))
                                .path("flush.interval.ms")
                                .asText())
                        .isEqualTo("100"));
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

    /** By POST, until it is accepted. */
    private void create(int port, String name, Map<String, String> config) throws IOException {
        String body = JSON.writeValueAsString(Map.of("name", name, "config", config));
        Awaitility.await("connector " + name)
                .atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                send(port, "POST", "/connectors", body) + send(port, "GET", "/connectors/" + name, ""))
                        .contains("\"name\":\"" + name + "\""));
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

    private static void awaitRows(DatabendDatabase databend, long rows) {
        Awaitility.await(rows + " rows")
                .atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(Long.parseLong(
                                databend.query("SELECT max(id) FROM t").get(0).get(0)))
                        .isGreaterThanOrEqualTo(rows));
    }
}
