package io.bendsync.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline on a Kafka that asks who comes: all of the worker's clients know, and nobody else learns the password. */
@ExtendWith(StackExtension.class)
class SecuredKafkaIT {
    private static final Duration SOON = Duration.ofMinutes(4); // seconds when the machine is idle
    private static final String PASSWORD = "canary-Kafka";

    @TempDir
    Path folder;

    @Test
    void everyClientLogsIn(MySqlDatabase mysql, DatabendDatabase databend) throws Exception {
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                "INSERT INTO t (name) VALUES ('one'), ('two')");
        try (SecuredKafka kafka = new SecuredKafka(folder.resolve("broker"), "bendsync", PASSWORD)) {
            Path file = new PipelineYaml(folder, mysql, databend)
                    .binlog()
                    .kafka(kafka.bootstrapServers() + "\n  security.protocol: SASL_PLAINTEXT\n  sasl.mechanism: PLAIN\n"
                            + "  sasl.jaas.config: '" + SecuredKafka.login("bendsync", "${env:KAFKA_PASSWORD}") + "'")
                    .write();
            try (BendsyncProcess process =
                    BendsyncProcess.start(folder, Map.of("KAFKA_PASSWORD", PASSWORD), "run", file.toString())) {
                awaitRows(process, databend, 2);
                String rest = process.awaitLine("Kafka Connect's REST interface: ", SOON)
                        .replaceAll(".*: ", "");
                assertThat(RestCalls.read(rest + "connectors?expand=info&expand=status"))
                        .contains("schema.history.internal.producer.sasl.jaas.config")
                        .doesNotContain(PASSWORD);
                process.interrupt();
                assertThat(process.awaitExit(SOON)).as(process.output()).isZero();
                assertThat(process.output()).doesNotContain(PASSWORD);
            }
            assertThat(folder.resolve("data/bendsync.log")).content().doesNotContain(PASSWORD);
            mysql.execute("INSERT INTO t (name) VALUES ('three')");
            try (BendsyncProcess process =
                    BendsyncProcess.start(folder, Map.of("KAFKA_PASSWORD", PASSWORD), "run", file.toString())) {
                awaitRows(process, databend, 3);
                databend.execute("DELETE FROM t WHERE id = 2");
                try (BendsyncProcess repair = BendsyncProcess.start(
                        folder,
                        Map.of("KAFKA_PASSWORD", PASSWORD),
                        "verify",
                        "--wait",
                        "0",
                        "--repair",
                        file.toString())) {
                    assertThat(repair.awaitExit(SOON)).as(repair.output()).isZero();
                }
            }
        }
        assertThat(Files.readString(folder.resolve("data/bendsync.log"))).doesNotContain(PASSWORD);
    }

    private static void awaitRows(BendsyncProcess process, DatabendDatabase databend, int rows) {
        Awaitility.await(rows + " rows")
                .atMost(SOON)
                .failFast(
                        () -> assertThat(process.isAlive()).as(process.output()).isTrue())
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(databend.query("SELECT count(*) FROM t"))
                        .containsExactly(List.of(Integer.toString(rows))));
    }
}
