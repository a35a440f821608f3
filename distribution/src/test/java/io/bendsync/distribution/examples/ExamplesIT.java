package io.bendsync.distribution.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.localstack.process.LoopbackPorts;
import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import io.bendsync.testkit.connect.KafkaNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowingConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The examples as their files say: each is started, and what it promises happens. */
@ExtendWith(StackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesIT {
    private static final Duration SOON = Duration.ofMinutes(4); // seconds when the machine is idle

    private Path folder;
    private KafkaNode kafka;
    private MySqlDatabase mysql;
    private String shop;

    /** MySQL's databases of the examples get names of this test's own. */
    @BeforeAll
    void start(MySqlDatabase database, @TempDir Path temporary) throws IOException {
        folder = temporary;
        kafka = KafkaNode.start(Files.createDirectory(folder.resolve("kafka")));
        mysql = database;
        shop = mysql.name();
        mysql.execute(Example.shop(shop).toArray(String[]::new));
    }

    @AfterAll
    void stop() {
        mysql.execute("DROP USER IF EXISTS reader, deleter", "DROP DATABASE IF EXISTS mydb");
        kafka.close();
    }

    @Test
    void theArticlesThreeScenesByItsPropertyFiles(DatabendDatabase databend) throws Exception {
        Map<String, String> places = places(databend);
        places.put("connection.user=root", "connection.user=" + mysql.user());
        places.put("connection.password=123456", "connection.password=" + mysql.password());
        places.put("/tmp/connect.offsets", folder.resolve("offsets").toString());
        places.put("connection.database=default", "connection.database=" + databend.name());
        places.put("default.${topic}", databend.name() + ".${topic}");
        Example article = Example.copied("article", folder, places);

        run(article, "scene1.sql");
        try (Program worker = Program.start(
                article.folder(),
                Map.of(),
                "connect-standalone",
                "worker.properties",
                "databend.properties",
                "mysql.properties")) {
            await(
                    worker,
                    databend,
                    "SELECT id, name FROM test_kafka ORDER BY id",
                    rows -> assertThat(rows)
                            .hasSize(10)
                            .startsWith(List.of("10", "scooter"))
                            .endsWith(List.of("19", "spare tire")));
            run(article, "scene2.sql");
            await(
                    worker,
                    databend,
                    "SELECT name, tms IS NOT NULL FROM test_kafka WHERE id = 20",
                    rows -> assertThat(rows).containsExactly(List.of("new data", "true")));
            worker.stop();
        }
        try (Program worker = Program.start(
                article.folder(),
                Map.of(),
                "connect-standalone",
                "worker.properties",
                "databend.properties",
                "mysql-timestamp.properties")) {
            run(article, "scene3.sql");
            await(
                    worker,
                    databend,
                    "SELECT id, name FROM test_kafka WHERE id >= 19 ORDER BY id",
                    rows -> assertThat(rows)
                            .containsExactly(List.of("19", "spare tire"), List.of("20", "update from kafka test")));
        }
    }

    @Test
    void pollingPipelinesBringRowsUpdatesAndDeletes(DatabendDatabase databend) throws Exception {
        Map<String, String> places = places(databend);
        Map<String, String> reader = Map.of("MYSQL_PASSWORD", "reader", "DATABEND_PASSWORD", databend.password());
        Map<String, String> deleter = Map.of("MYSQL_PASSWORD", "deleter", "DATABEND_PASSWORD", databend.password());
        Example polling = Example.copied("polling-without-privileges", folder, places);
        Example deletes = Example.copied("deletes-by-key-scan", folder, places);
        Example binlog = Example.copied("deletes-by-binlog", folder, places);
        try (Program orders = Program.start(polling.folder(), reader, "run", "pipeline.yaml");
                Program items = Program.start(deletes.folder(), reader, "run", "pipeline.yaml");
                Program clients = Program.start(binlog.folder(), deleter, "run", "pipeline.yaml")) {
            await(
                    clients,
                    databend,
                    "SELECT name FROM clients ORDER BY id",
                    rows -> assertThat(rows).hasSize(3));
            mysql.execute(
                    "DELETE FROM clients WHERE id <= 2", "INSERT INTO clients (id, name) VALUES (1, 'one again')");
            await(
                    clients,
                    databend,
                    "SELECT name FROM clients ORDER BY id",
                    rows -> assertThat(rows).containsExactly(List.of("one again"), List.of("three")));
            await(
                    orders,
                    databend,
                    "SELECT note FROM orders ORDER BY id",
                    rows -> assertThat(rows).hasSize(3).startsWith(List.of("one")));
            await(
                    items,
                    databend,
                    "SELECT name FROM items ORDER BY id",
                    rows -> assertThat(rows).hasSize(3));
            mysql.execute("UPDATE orders SET note = 'changed' WHERE id = 1", "DELETE FROM items WHERE id = 2");
            await(
                    orders,
                    databend,
                    "SELECT note FROM orders ORDER BY id",
                    rows -> assertThat(rows).hasSize(3).startsWith(List.of("changed")));
            await(
                    items,
                    databend,
                    "SELECT name FROM items ORDER BY id",
                    rows -> assertThat(rows).containsExactly(List.of("one"), List.of("three")));
        }
    }

    @Test
    void severalWorkersTakeAKilledOnesTasksOver(DatabendDatabase databend) throws Exception {
        Map<String, String> places = places(databend);
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ports.add(LoopbackPorts.anyFree());
            places.put("127.0.0.1:" + (8083 + i), "127.0.0.1:" + ports.get(i));
        }
        Example example = Example.copied("several-workers", folder, places);
        List<Program> workers = new ArrayList<>();
        try {
            for (int i = 1; i <= 3; i++) {
                workers.add(Program.start(
                        example.folder(), Map.of(), "connect-distributed", "worker-" + i + ".properties"));
            }
            put(ports.get(0), "shop-source", example.text("source.json"));
            put(ports.get(0), "shop-sink", example.text("sink.json"));
            for (String table : List.of("items", "people")) {
                await(
                        workers.get(0),
                        databend,
                        "SELECT id FROM " + table,
                        rows -> assertThat(rows).isNotEmpty());
            }
            workers.get(2).close();
            mysql.execute("INSERT INTO people (name) VALUES ('four')");
            await(
                    workers.get(0),
                    databend,
                    "SELECT count(*), count(DISTINCT id) FROM people",
                    rows -> assertThat(rows).containsExactly(List.of("4", "4")));
        } finally {
            for (Program worker : workers) {
                worker.close();
            }
        }
    }

    private Map<String, String> places(DatabendDatabase databend) {
        String mysqlServer = mysql.serverUrl().replaceFirst("jdbc:mysql://([^/]*)/.*", "$1");
        String databendServer = databend.url().replaceFirst("jdbc:databend://([^/]*)/.*", "$1");
        Map<String, String> places = new LinkedHashMap<>();
        places.put("localhost:9092", kafka.address());
        places.put("localhost:3306", mysqlServer);
        places.put("127.0.0.1:3306", mysqlServer);
        places.put("jdbc:databend://localhost:8000/default?presigned_url_disabled=true", databend.url());
        places.put("jdbc:databend://127.0.0.1:8000/default", databend.url());
        places.put(
                "jdbc:databend://localhost:8000", "jdbc:databend://" + databendServer + "?presigned_url_disabled=true");
        places.put("/shop", "/" + shop);
        places.put("shop.", shop + ".");
        return places;
    }

    private void run(Example example, String script) throws IOException {
        mysql.execute(example.statements(script).toArray(String[]::new));
    }

    private static void await(
            Program program, DatabendDatabase databend, String sql, ThrowingConsumer<List<List<String>>> wanted) {
        Awaitility.await(sql)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(300))
                .failFast(program::stillRuns)
                .untilAsserted(() -> wanted.accept(databend.query(sql)));
    }

    /** Until it is accepted: a group that still forms answers with a conflict, a worker that starts not at all. */
    private static void put(int port, String connector, String json) {
        URI uri = URI.create("http://127.0.0.1:" + port + "/connectors/" + connector + "/config");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(90))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json))
                .build();
        Awaitility.await(connector)
                .atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(HttpClient.newHttpClient()
                                .send(request, HttpResponse.BodyHandlers.ofString())
                                .body())
                        .contains("\"name\":\"" + connector + "\""));
    }
}
