package io.bendsync.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The article's own property files, with the classes of the connectors it uses; only addresses and databases differ. */
@ExtendWith(StackExtension.class)
class ConnectStandaloneIT {
    private static final Duration SOON = Duration.ofMinutes(2); // seconds when the machine is idle

    @TempDir
    Path folder;

    @Test
    void theArticlesStoryRunsWithItsOwnFiles(MySqlDatabase mysql, DatabendDatabase databend) throws IOException {
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
            int restPort = RestCalls.freePort();
            write("worker.properties", servers + "\n" + worker(restPort));
            write("databend.properties", databendProperties(databend));
            write("mysql.properties", mysqlProperties(mysql, "mode=incrementing"));
            mysql.execute(
                    "CREATE TABLE test_kafka (id INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY,name VARCHAR(255) NOT NULL,"
                            + "description VARCHAR(512))",
                    "ALTER TABLE test_kafka AUTO_INCREMENT = 10");

            try (BendsyncProcess worker = startWorker()) {
                assertThat(worker.awaitLine("io.confluent.connect.jdbc.JdbcSourceConnector is not installed", SOON))
                        .contains("io.bendsync.source.jdbc.JdbcSourceConnector takes its place");
                mysql.execute("INSERT INTO test_kafka VALUES (default,'scooter','Small 2-wheel scooter'),"
                        + "(default,'car battery','12V car battery')");
                await(
                        databend,
                        "SELECT id, name FROM test_kafka ORDER BY id",
                        List.of(List.of("10", "scooter"), List.of("11", "car battery")));

                mysql.execute(
                        "ALTER TABLE test_kafka ADD COLUMN tms TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP"
                                + " ON UPDATE CURRENT_TIMESTAMP",
                        "INSERT INTO test_kafka VALUES (20,'new data','from kafka',now())");
                await(databend, "SELECT id FROM test_kafka WHERE tms IS NOT NULL", List.of(List.of("20")));
                worker.interrupt();
                assertThat(worker.awaitExit(SOON)).as(worker.output()).isZero();
            }

            write("mysql.properties", mysqlProperties(mysql, "mode=timestamp+incrementing\ntimestamp.column.name=tms"));
            try (BendsyncProcess worker = startWorker()) {
                mysql.execute("UPDATE test_kafka SET name='update from kafka test' WHERE id=20");
                await(
                        databend,
                        "SELECT name FROM test_kafka WHERE id = 20",
                        List.of(List.of("update from kafka test")));
                await(databend, "SELECT count(*), count(tms) FROM test_kafka", List.of(List.of("3", "3")));
                dashboardKnowsTheConnectors("http://127.0.0.1:" + restPort + "/bendsync/api/state");
                String metrics = worker.awaitLine("metrics for Prometheus: ", SOON);
                assertThat(RestCalls.read(metrics.substring(metrics.indexOf("http"))))
                        .contains(
                                "bendsync_lag_rows{connector=\"databend\",topic=\"test_kafka\"} 0.0",
                                "bendsync_task_running{connector=\"test-source-mysql-autoincrement\",task=\"0\"} 1.0");
                worker.terminate();
                assertThat(worker.awaitExit(SOON)).as(worker.output()).isZero();
            }
            kafka.interrupt();
            assertThat(kafka.awaitExit(SOON)).isZero();
        }
    }

    /** A worker that runs no pipeline file knows neither tables nor how many rows they have. */
    private static void dashboardKnowsTheConnectors(String url) {
        ObjectMapper json = new ObjectMapper();
        Awaitility.await().atMost(SOON).ignoreExceptions().untilAsserted(() -> {
            JsonNode state = json.readTree(RestCalls.read(url));
            assertThat(state.path("pipeline").asText()).isEmpty();
            assertThat(state.path("resync").asText()).isEqualTo("none");
            assertThat(state.path("connectors").findValuesAsText("type")).containsExactlyInAnyOrder("sink", "source");
            assertThat(state.path("tables")).hasSize(1);
            JsonNode table = state.path("tables").path(0);
            assertThat(table.path("table").asText()).isEqualTo("test_kafka");
            assertThat(table.path("lagRows").asLong(-1)).isZero();
            assertThat(table.path("targetRows").isNull()).isTrue();
        });
    }

    private BendsyncProcess startWorker() {
        return BendsyncProcess.start(
                folder,
                Map.of(),
                "connect-standalone",
                "--metrics-port",
                "0",
                "worker.properties",
                "databend.properties",
                "mysql.properties");
    }

    private String worker(int restPort) {
        return """
                key.converter.schemas.enable=true
                value.converter.schemas.enable=true
                offset.storage.file.filename=%s
                offset.flush.interval.ms=10000
                listeners=http://127.0.0.1:%d
                rest.extension.classes=io.bendsync.dashboard.DashboardExtension
                """.formatted(folder.resolve("connect.offsets"), restPort);
    }

    private static String mysqlProperties(MySqlDatabase mysql, String mode) {
        return """
                name=test-source-mysql-autoincrement
                connector.class=io.confluent.connect.jdbc.JdbcSourceConnector
                tasks.max=1
                connection.url=%s
                connection.user=%s
                connection.password=%s
                %s
                table.whitelist=%s.test_kafka
                poll.interval.ms=1000
                table.poll.interval.ms=3000
                incrementing.column.name=id
                topics=test_kafka
                """.formatted(mysql.url(), mysql.user(), mysql.password(), mode, mysql.name());
    }

    private static String databendProperties(DatabendDatabase databend) {
        return """
                name=databend
                connector.class=com.databend.kafka.connect.DatabendSinkConnector

                connection.url=%1$s
                connection.user=%2$s
                connection.password=%3$s
                connection.attempts=5
                connection.backoff.ms=10000
                connection.database=%4$s

                table.name.format=%4$s.${topic}
                max.retries=10
                batch.size=1
                auto.create=true
                auto.evolve=true
                insert.mode=upsert
                pk.mode=record_value
                pk.fields=id
                topics=test_kafka
                errors.tolerance=all
                """.formatted(databend.url(), databend.user(), databend.password(), databend.name());
    }

    private static void await(DatabendDatabase databend, String sql, List<List<String>> rows) {
        Awaitility.await(sql).atMost(SOON).ignoreExceptions().untilAsserted(() -> {
            List<List<String>> tables = databend.query("SELECT name FROM system.tables WHERE database = '"
                    + databend.name() + "' AND name = 'test_kafka'");
            assertThat(tables).hasSize(1);
            assertThat(databend.query(sql)).isEqualTo(rows);
        });
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
