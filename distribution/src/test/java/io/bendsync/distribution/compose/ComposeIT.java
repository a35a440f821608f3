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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docker-compose.yml, each service's own command, environment and health check, as processes of this machine. */
class ComposeIT {
    private static final Duration SOON = Duration.ofMinutes(3); // seconds when the machine is idle

    @Test
    void theArticlesRowsArriveAndSoDoChangesAndDeletes(@TempDir Path folder) throws Exception {
        try (NativeStack stack =
                new NativeStack(ComposeFile.read("docker-compose.yml").services(), folder)) {
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
        }
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
