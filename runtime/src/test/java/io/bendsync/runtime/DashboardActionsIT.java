package io.bendsync.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import io.bendsync.testkit.browser.Browser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a person does from the dashboard: mends an error and restarts, pauses one of several, reads one table again. */
@ExtendWith(StackExtension.class)
class DashboardActionsIT {
    private static final Duration SOON = Duration.ofMinutes(4); // seconds when the machine is idle

    @TempDir
    Path folder;

    @Test
    void anErrorIsShownWithItsMendAndItsConnectorRestarted(MySqlDatabase mysql, DatabendDatabase databend)
            throws Exception {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))");
        mysql.execute("INSERT INTO t (name) VALUES ('one'), ('two')");
        databend.execute("CREATE TABLE t (id INT, name DATE NULL)");
        int port = RestCalls.freePort();
        try (BendsyncProcess kafka = kafka();
                BendsyncProcess worker =
                        worker(kafka.awaitLine("bootstrap.servers=", SOON).strip(), port);
                Browser browser = Browser.start()) {
            put(worker, port, "source", source(mysql));
            put(worker, port, "sink", sink(databend));
            browser.look(1200, 1000, false);
            browser.open("http://127.0.0.1:" + port + "/bendsync/");
            eventually(() -> {
                assertThat(browser.text("#state")).isEqualTo("failed");
                assertThat(browser.text("#failures li.now"))
                        .contains(
                                "sink, task 0 has failed, since ",
                                "Record t-0 offset ",
                                "cannot be written",
                                "Set errors.tolerance=");
            });

            databend.execute("DROP TABLE t");
            click(browser, "#failures li.now > button");
            eventually(() -> {
                assertThat(browser.text("#state")).isEqualTo("running");
                assertThat(browser.text("#failures li.over")).contains("sink, task 0 failed, seen ");
                assertThat(browser.all("#failures li.now")).isEmpty();
            });
            eventually(() -> assertThat(databend.query("SELECT name FROM t ORDER BY id"))
                    .containsExactly(List.of("one"), List.of("two")));
            oneOfTwoIsResumed(browser);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void oneOfTwoIsResumed(Browser browser) {
        assertThat(browser.all("#resync:not([hidden])")).isEmpty();
        browser.click("#pause");
        assertThat(browser.text("#ask-text")).contains("Pause these connectors?", "sink", "source");
        browser.click("#ask-yes");
        eventually(() -> assertThat(states(browser)).containsExactly("sink paused", "source paused"));

        click(browser, "#connectors article:first-child > button");
        assertThat(browser.text("#ask-text"))
                .contains("Resume this connector?", "sink")
                .doesNotContain("source");
        browser.click("#ask-yes");
        eventually(() -> assertThat(states(browser)).containsExactly("sink running", "source paused"));
    }

    @Test
    void oneTableIsReadAgain(MySqlDatabase mysql, DatabendDatabase databend) throws Exception {
        for (String table : List.of("t", "u")) {
            mysql.execute(
                    "CREATE TABLE " + table + " (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                    "INSERT INTO " + table + " (name) VALUES ('one'), ('two')");
        }
        Path file = new PipelineYaml(folder, mysql, databend)
                .tables(mysql.name() + ".t, " + mysql.name() + ".u")
                .write();
        try (BendsyncProcess process = BendsyncProcess.start(folder, Map.of(), "run", file.toString());
                Browser browser = Browser.start()) {
            process.awaitLine("running: MySQL to Databend", SOON);
            Awaitility.await().atMost(SOON).ignoreExceptions().untilAsserted(() -> {
                assertThat(rows(databend, "t")).isEqualTo("2");
                assertThat(rows(databend, "u")).isEqualTo("2");
            });
            databend.execute("DELETE FROM t WHERE id = 1", "DELETE FROM u WHERE id = 1");

            browser.look(1200, 1000, false);
            browser.open("http://127.0.0.1:" + restPort() + "/bendsync/");
            String button = "button[aria-label='Resync " + mysql.name() + ".u']";
            eventually(() -> assertThat(browser.all(button)).hasSize(1));
            click(browser, button);
            assertThat(browser.text("#ask-text")).contains("Read " + mysql.name() + ".u again from the start?");
            browser.click("#ask-yes");

            eventually(() -> assertThat(rows(databend, "u")).isEqualTo("2"));
            eventually(() -> assertThat(browser.text("#state")).isEqualTo("running"));
            assertThat(rows(databend, "t")).as("the other table is left alone").isEqualTo("1");
        }
    }

    /** At once, since the page makes such elements anew every two seconds. */
    private static void click(Browser browser, String selector) {
        browser.script("document.querySelector(arguments[0]).click()", selector);
    }

    private static String rows(DatabendDatabase databend, String table) {
        return databend.query("SELECT count(*) FROM " + table).get(0).get(0);
    }

    @SuppressWarnings("unchecked") // a script's answer
    private static List<String> states(Browser browser) {
        return (List<String>) browser.script("return [...document.querySelectorAll('#connectors .top')]"
                + ".map(top => top.children[0].textContent + ' ' + top.children[1].textContent)");
    }

    private String restPort() throws IOException {
        Properties ports = new Properties();
        try (InputStream in = Files.newInputStream(folder.resolve("data/ports.properties"))) {
            ports.load(in);
        }
        return ports.getProperty("rest");
    }

    private BendsyncProcess kafka() {
        String data = folder.resolve("kafka").toString();
        return BendsyncProcess.start(folder, Map.of(), "local", "kafka", "--port", "0", "--data", data);
    }

    private BendsyncProcess worker(String servers, int port) throws IOException {
        Path file = Files.writeString(folder.resolve("worker.properties"), """
                %s
                group.id=connect-cluster
                listeners=http://127.0.0.1:%d
                rest.extension.classes=io.bendsync.dashboard.DashboardExtension
                config.storage.topic=connect-configs
                offset.storage.topic=connect-offsets
                status.storage.topic=connect-status
                config.storage.replication.factor=1
                offset.storage.replication.factor=1
                status.storage.replication.factor=1
                offset.storage.partitions=1
                status.storage.partitions=1
                """.formatted(servers, port));
        return BendsyncProcess.start(folder, Map.of(), "connect-distributed", file.toString());
    }

    private static Map<String, String> source(MySqlDatabase mysql) {
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
                mysql.name() + ".t");
    }

    private static Map<String, String> sink(DatabendDatabase databend) {
        return Map.of(
                "connector.class",
                "io.bendsync.sink.DatabendSinkConnector",
                "connection.url",
                databend.url(),
                "connection.user",
                databend.user(),
                "connection.password",
                databend.password(),
                "topics",
                "t",
                "auto.create",
                "true");
    }

    private static void put(BendsyncProcess worker, int port, String name, Map<String, String> config)
            throws IOException {
        String body = new ObjectMapper().writeValueAsString(config);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/connectors/" + name + "/config"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpClient client = HttpClient.newHttpClient();
        Awaitility.await("connector " + name)
                .atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .as(worker.output())
                        .isIn(200, 201));
    }

    private static void eventually(ThrowingCallable assertion) {
        Awaitility.await().atMost(SOON).ignoreExceptions().untilAsserted(assertion::call);
    }
}
