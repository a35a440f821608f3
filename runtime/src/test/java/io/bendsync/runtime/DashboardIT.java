package io.bendsync.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import io.bendsync.testkit.browser.Browser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard in a real browser, on a real pipeline with a password, an open TLS port and hostile data. */
@ExtendWith(StackExtension.class)
class DashboardIT {
    private static final Duration SOON = Duration.ofMinutes(2); // seconds when the machine is idle
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";
    private static final String MYSQL_SECRET = "canary-Mysql-1";
    private static final String DATABEND_SECRET = "canary-Databend-4";
    private static final String TRUST_SECRET = "canary-Trust-5";
    private static final String REGISTRY_SECRET = "canary-Registry-6";
    private static final String REST_SECRET = "canary-Rest-2";
    private static final String STORE_SECRET = "canary-Store-3";
    private static final Path SCREENSHOTS = Path.of("target/dashboard");

    @TempDir
    Path folder;

    private String user;
    private RestCalls rest;

    @Test
    void thePageShowsThePipelineLetsItBeSteeredAndGivesNothingAway(MySqlDatabase mysql, DatabendDatabase databend)
            throws Exception {
        try (PasswordProxy proxy = new PasswordProxy(databend, DATABEND_SECRET)) {
            seeThePage(mysql, pipeline(mysql, databend, proxy));
        }
    }

    private void seeThePage(MySqlDatabase mysql, Path file) throws Exception {
        try (BendsyncProcess process = BendsyncProcess.start(folder, Map.of(), "run", file.toString());
                Browser browser = Browser.start()) {
            process.awaitLine("running: MySQL to Databend", SOON);
            Properties ports = ports();
            rest = new RestCalls("http://127.0.0.1:" + ports.getProperty("rest"), "admin", REST_SECRET);
            strangersAreSentAway();

            browser.look(1200, 1000, false);
            browser.open("http://admin:" + REST_SECRET + "@127.0.0.1:" + ports.getProperty("rest") + "/bendsync/");
            eventually(() -> {
                assertThat(browser.text("#state")).isEqualTo("running");
                assertThat(tableCells(browser)).contains(List.of(mysql.name() + ".t", "3", "3", "0", "0 s"));
                assertThat(tableCells(browser)).contains(List.of(mysql.name() + "." + HOSTILE, "1", "1", "0", "0 s"));
                assertThat(browser.text("#table-note")).isEqualTo("2 of 2 with equal rows");
            });
            mysql.execute("INSERT INTO t (name) VALUES ('four')");
            eventually(
                    () -> assertThat(tableCells(browser)).contains(List.of(mysql.name() + ".t", "4", "4", "0", "0 s")));
            assertThat(browser.all("#chart path.out")).hasSize(1);
            eventually(() -> assertThat(browser.script("return document.body.innerText"))
                    .asString()
                    .contains("Rows in a flush", "Time for a flush"));
            deadLettersCanBeLookedInto(browser, mysql, ports.getProperty("broker"));
            pauseAndResume(browser, file);
            resync(browser);
            itFitsEveryScreen(browser);

            assertThat(browser.complaints()).as("what the browser complains of").isEmpty();
            assertThat(browser.script("return document.title")).isEqualTo("test – bendsync");
            assertThat(browser.all("main img, main script")).isEmpty();
            nothingIsGivenAway(browser, process);
            process.interrupt();
            assertThat(process.awaitExit(SOON)).as(process.output()).isZero();
            assertThat(process.output()).doesNotContain("canary");
        }
        noFileHoldsASecret();
        mysql.execute("DROP USER '" + user + "'@'%'");
    }

    private Path pipeline(MySqlDatabase mysql, DatabendDatabase databend, PasswordProxy proxy) throws IOException {
        user = "d" + mysql.name().substring(Math.max(0, mysql.name().length() - 20));
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                "CREATE TABLE `" + HOSTILE + "` (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                "INSERT INTO t (name) VALUES ('one'), ('two'), ('three')",
                "INSERT INTO `" + HOSTILE + "` (name) VALUES ('one')",
                "CREATE USER '" + user + "'@'%' IDENTIFIED BY '" + MYSQL_SECRET + "'",
                "GRANT ALL ON *.* TO '" + user + "'@'%'");
        Path file = new PipelineYaml(folder, mysql, databend)
                .binlog()
                .tables("\"" + mysql.name() + ".*\"")
                .mysqlUser(user)
                .mysqlPassword(MYSQL_SECRET)
                .databendUrl(proxy.url())
                .databendPassword(DATABEND_SECRET)
                .source("properties: {connection.ssl.truststore.password: " + TRUST_SECRET + "}")
                .write();
        Path keystore = RestCalls.keystore(folder, STORE_SECRET);
        Files.writeString(file, Files.readString(file).replace("data: data", """
                  properties:
                    errors.tolerance: all
                    errors.deadletterqueue.topic.name: dead
                    errors.deadletterqueue.topic.replication.factor: "1"
                    errors.deadletterqueue.context.headers.enable: "true"
                    value.converter.registry.auth.password: %s
                rest:
                  listen: 127.0.0.1:%d
                  user: admin
                  password: %s
                  tls.keystore: %s
                  tls.password: %s
                data: data""".formatted(
                        REGISTRY_SECRET, RestCalls.freePort(), REST_SECRET, keystore.getFileName(), STORE_SECRET)));
        return file;
    }

    private void strangersAreSentAway() throws IOException {
        RestCalls stranger = rest.as("admin", "wrong");
        for (String path : List.of("/connectors", "/bendsync/", "/bendsync/api/state", "/connector-plugins")) {
            assertThat(rest.asNobody().get(path).status()).as(path).isEqualTo(401);
            assertThat(stranger.get(path).status()).as(path).isEqualTo(401);
            assertThat(rest.get(path).status()).as(path).isEqualTo(200);
        }
        String address = Files.readString(folder.resolve("pipeline.yaml")).replaceAll("(?s).*listen: (\\S+).*", "$1");
        RestCalls tls = rest.at("https://" + address, folder.resolve("rest.p12"), STORE_SECRET);
        assertThat(tls.get("/bendsync/").status()).isEqualTo(200);
        assertThat(tls.asNobody().get("/bendsync/").status()).isEqualTo(401);

        assertThat(rest.post("/bendsync/api/resync", Map.of()).status()).isEqualTo(403);
        Map<String, String> fromElsewhere = Map.of("X-Bendsync", "1", "Origin", "http://evil.example");
        assertThat(rest.post("/bendsync/api/resync", fromElsewhere).status()).isEqualTo(403);
        assertThat(rest.put("/connectors/test-source/pause", fromElsewhere).status())
                .isEqualTo(403);
        assertThat(rest.get("/bendsync/").header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(rest.get("/bendsync/api/state").header("Cache-Control")).isEqualTo("no-store");
    }

    private void deadLettersCanBeLookedInto(Browser browser, MySqlDatabase mysql, String kafka) throws Exception {
        String value = "<script>alert(2)</script>";
        try (Producer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + kafka), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("test." + mysql.name() + ".t", HOSTILE, value))
                    .get();
        }
        eventually(() -> assertThat(browser.text("#dead-count")).isEqualTo("1"));
        browser.click("#dead-topics button");
        eventually(() -> assertThat(browser.text(".letter"))
                .contains("serialization error")
                .contains("test." + mysql.name() + ".t-0 offset ", "key: " + HOSTILE)
                .doesNotContain("alert(2)"));
        browser.click("#dead-topics button:nth-of-type(2)");
        browser.click("#ask-yes");
        eventually(() -> assertThat(browser.text(".letter pre")).isEqualTo(value));
    }

    private void pauseAndResume(Browser browser, Path file) {
        browser.click("#pause");
        assertThat(browser.text("#ask-text")).contains("test-source", "test-target");
        browser.click("#ask-yes");
        eventually(() -> assertThat(browser.text("#state")).isEqualTo("paused"));
        try (BendsyncProcess status = BendsyncProcess.run(folder, SOON, "status", file.toString())) {
            assertThat(status.output())
                    .contains("PAUSED", "| rows in MySQL | rows in Databend |")
                    // What Kafka Connect itself could not read waits until the next row is written.
                    .containsPattern("\\.t +\\| catching up +\\| 4 +\\| 4 +\\| 1 ")
                    .doesNotContain("RUNNING");
        }
        browser.click("#resume");
        browser.click("#ask-yes");
        eventually(() -> assertThat(browser.text("#state")).isEqualTo("running"));
    }

    private static void resync(Browser browser) {
        browser.click("#resync");
        assertThat(browser.text("#ask-text")).contains("all tables again");
        browser.click("#ask-yes");
        eventually(() -> assertThat(browser.text("#notice")).contains("Resync"));
        eventually(() -> assertThat(browser.text("#notice")).isEmpty());
        eventually(() -> assertThat(browser.text("#state")).isEqualTo("running"));
    }

    private static void itFitsEveryScreen(Browser browser) {
        browser.screenshot(SCREENSHOTS.resolve("light.png"));
        assertThat(browser.script("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(245, 246, 248)");
        browser.look(1200, 1000, true);
        browser.screenshot(SCREENSHOTS.resolve("dark.png"));
        assertThat(browser.script("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(16, 20, 29)");
        browser.look(375, 812, false);
        browser.screenshot(SCREENSHOTS.resolve("phone.png"));
        assertThat(((Number) browser.script("return document.documentElement.scrollWidth")).intValue())
                .isLessThanOrEqualTo(375);
    }

    private void nothingIsGivenAway(Browser browser, BendsyncProcess process) throws IOException {
        String metrics = process.awaitLine("metrics for Prometheus: ", SOON).replaceAll(".*: ", "");
        String threads = RestCalls.output(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "Thread.print");
        assertThat(threads).contains("bendsync-dashboard");
        assertThat(threads + RestCalls.read(metrics) + browser.source()).doesNotContain("canary");
        for (String path : List.of(
                "/",
                "/connectors?expand=info&expand=status",
                "/connectors/test-source/config",
                "/connectors/test-source/tasks",
                "/connectors/test-target/tasks-config",
                "/admin/loggers",
                "/bendsync/api/state",
                "/bendsync/api/dead-letters/test-target?values=true")) {
            assertThat(rest.get(path).body()).as(path).isNotEmpty().doesNotContain("canary");
        }
        assertThat(rest.get("/connector-plugins").body())
                .as("what may be started")
                .contains("io.bendsync.sink.DatabendSinkConnector")
                .doesNotContain("\"class\":\"org.apache.kafka");
    }

    /** Kafka's topics, dead letters among them, and the logs are files of the data folder too. */
    private void noFileHoldsASecret() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("canary");
            }
        }
    }

    /** Name, rows in MySQL, rows in Databend, waiting, behind. */
    @SuppressWarnings("unchecked") // a script's answer
    private static List<List<String>> tableCells(Browser browser) {
        return (List<List<String>>) browser.script("return [...document.querySelectorAll('#tables tr')]"
                + ".map(row => [...row.cells].slice(0, 5).map(cell => cell.textContent))");
    }

    private Properties ports() throws IOException {
        Properties ports = new Properties();
        try (InputStream in = Files.newInputStream(folder.resolve("data/ports.properties"))) {
            ports.load(in);
        }
        return ports;
    }

    private static void eventually(ThrowingCallable assertion) {
        Awaitility.await().atMost(SOON).untilAsserted(assertion::call);
    }
}
