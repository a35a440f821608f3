package io.bendsync.distribution.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both Compose files, each service's own command, environment and health check, as processes of this machine. */
class ComposeIT {
    private static final Duration SOON = Duration.ofMinutes(3); // seconds when the machine is idle

    @Test
    void rowsChangesAndDeletesArriveAndTwoMoreWorkersAndARegistryJoinAndOneOfThemLeaves(@TempDir Path folder)
            throws Exception {
        Map<String, Service> services = ComposeFile.read("docker-compose.yml")
                .with(ComposeFile.read("docker-compose.cluster.yml"))
                .services();
        try (NativeStack stack = new NativeStack(services, folder)) {
            String printed = stack.run("pipeline");

            assertThat(printed).contains("test_kafka in Databend:", "10  scooter", "19  spare tire");
            assertThat(rows(stack)).hasSize(10).contains("11 car battery 12V car battery");

            assertThat(stack.get("connect", 8083, "/bendsync/")).contains("<title>");

            execute(stack, "UPDATE test_kafka SET name = 'scooter, blue' WHERE id = 10");
            execute(stack, "DELETE FROM test_kafka WHERE id = 18");
            execute(stack, "INSERT INTO test_kafka (id, name) VALUES (20, 'new')");
            Awaitility.await("the changes")
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(rows(stack))
                            .hasSize(10)
                            .contains("10 scooter, blue Small 2-wheel scooter", "20 new null")
                            .noneMatch(row -> row.startsWith("18 ")));

            assertThat(stack.run("pipeline-avro")).contains("test_kafka_avro in Databend:", "10  scooter, blue");
            assertThat(stack.get("registry", 8080, "/apis/registry/v2/search/artifacts"))
                    .contains("avro-test_kafka-value", "AVRO");
            Awaitility.await("tasks on all three workers")
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(workers(stack)).hasSize(3));

            // The same once more, as after `docker compose up` on volumes that are there already, one row fewer.
            execute(stack, "DELETE FROM test_kafka WHERE id = 17");
            Awaitility.await("the delete")
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(rows(stack)).hasSize(9));
            assertThat(stack.run("pipeline"))
                    .contains("test_kafka in Databend:", "16  rocks")
                    .doesNotContain("17  ");

            stack.stop("connect3");
            Awaitility.await("its tasks on the other two")
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(workers(stack)).hasSize(2));
            execute(stack, "INSERT INTO test_kafka (id, name) VALUES (21, 'by two')");
            Awaitility.await("a row by the other two")
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(rows(stack)).contains("21 by two null"));
        }
    }

    /** The workers that run a connector or a task. */
    private static Set<String> workers(NativeStack stack) throws Exception {
        Set<String> workers = new TreeSet<>();
        for (String connector : List.of("mydb-from-mysql", "mydb-to-databend", "avro-from-mysql", "avro-to-databend")) {
            Matcher worker = Pattern.compile("\"worker_id\":\"([^\"]*)\"")
                    .matcher(stack.get("connect", 8083, "/connectors/" + connector + "/status"));
            while (worker.find()) {
                workers.add(worker.group(1));
            }
        }
        return workers;
    }

    private static void execute(NativeStack stack, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        stack.mysql().url("mydb"),
                        stack.mysql().user(),
                        stack.mysql().password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(NativeStack stack) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(
                        stack.databend().url("default"),
                        stack.databend().user(),
                        stack.databend().password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT id, name, description FROM test_kafka ORDER BY id")) {
            while (result.next()) {
                rows.add(result.getString(1) + " " + result.getString(2) + " " + result.getString(3));
            }
        }
        return rows;
    }
}
