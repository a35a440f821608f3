package io.bendsync.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands that speak to a running pipeline, as a user types them. */
@ExtendWith(StackExtension.class)
class CommandsIT {
    private static final Duration SOON = Duration.ofMinutes(4); // a few seconds when the machine is idle

    @TempDir
    Path folder;

    @Test
    void aRunningPipelineIsRepairedPausedResumedAndReadAgain(MySqlDatabase mysql, DatabendDatabase databend) {
        createRows(mysql);
        Path file = new PipelineYaml(folder, mysql, databend).write();

        try (BendsyncProcess process = BendsyncProcess.start(folder, Map.of(), "run", file.toString())) {
            awaitRows(process, databend, 6);
            damage(databend);
            assertRepaired(file);
            assertPauseAndResume(mysql, databend, process, file);
            assertResync(mysql, databend, process, file);
            process.interrupt();
            assertThat(process.awaitExit(SOON)).as(process.output()).isZero();
        }
        assertThat(command("verify", file.toString(), "--wait", "0", "--repair").awaitExit(SOON))
                .as("nothing to repair needs nothing running")
                .isZero();
    }

    /** A row missing, a row too many, one column changed, a lost microsecond, a NULL for an empty string. */
    private static void damage(DatabendDatabase databend) {
        databend.execute(
                "DELETE FROM t WHERE id = 1",
                "INSERT INTO t (id, name) VALUES (99, 'surplus')",
                "UPDATE t SET name = 'other' WHERE id = 2",
                "UPDATE t SET at = '2024-01-01 10:00:00' WHERE id = 3",
                "UPDATE t SET name = NULL WHERE id = 4");
    }

    private void assertRepaired(Path file) {
        BendsyncProcess verify = command("verify", file.toString(), "--wait", "0");
        assertThat(verify.awaitExit(SOON)).as(verify.output()).isOne();
        assertThat(verify.output())
                .contains(
                        "row id='1' is missing in Databend",
                        "row id='2', column name: MySQL 'two', Databend 'other'",
                        "row id='3', column at: MySQL '2024-01-01 10:00:00.000001', Databend '2024-01-01 10:00:00'",
                        "row id='4', column name: MySQL '', Databend NULL",
                        "row id='99' is in Databend only");

        BendsyncProcess repair = command("verify", file.toString(), "--wait", "0", "--repair");
        assertThat(repair.awaitExit(SOON)).as(repair.output()).isZero();
        assertThat(repair.output()).contains("sent 4 rows and 1 removals to the sink", "agrees");
    }

    private void assertPauseAndResume(
            MySqlDatabase mysql, DatabendDatabase databend, BendsyncProcess process, Path file) {
        assertThat(json("pause", file).path("state").asText()).isEqualTo("paused");
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(states(file)).isNotEmpty().allMatch(state -> state.equals("PAUSED")));
        mysql.execute("INSERT INTO t (name) VALUES ('while paused')");
        Awaitility.await().during(Duration.ofSeconds(3)).atMost(SOON).until(() -> count(databend) == 6);

        assertThat(json("resume", file).path("state").asText()).isEqualTo("running");
        awaitRows(process, databend, 7);
        assertThat(states(file)).isNotEmpty().allMatch(state -> state.equals("RUNNING"));
    }

    private void assertResync(MySqlDatabase mysql, DatabendDatabase databend, BendsyncProcess process, Path file) {
        databend.execute("DELETE FROM t WHERE id < 4");
        BendsyncProcess unknown = command("resync", file.toString(), mysql.name() + ".other");
        assertThat(unknown.awaitExit(SOON)).isEqualTo(2);
        assertThat(unknown.output()).contains("the pipeline has no table " + mysql.name() + ".other");

        JsonNode done = json("resync", file, mysql.name() + ".t");

        assertThat(done.path("resync")).singleElement().hasToString("\"" + mysql.name() + ".t\"");
        awaitRows(process, databend, 7);
        JsonNode verified = json("verify", file, "--wait", "60");
        assertThat(verified.path("agrees").asBoolean()).as(verified.toString()).isTrue();
        assertThat(verified.at("/tables/0/mysqlRows").asInt()).isEqualTo(7);
    }

    private List<String> states(Path file) {
        List<String> states = new ArrayList<>();
        json("status", file)
                .path("parts")
                .forEach(part -> states.add(part.path("state").asText()));
        return states;
    }

    /** What a command prints with {@code --output json}, and nothing else. */
    private JsonNode json(String name, Path file, String... more) {
        List<String> arguments = new ArrayList<>(List.of(name, file.toString()));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--output", "json"));
        BendsyncProcess process = command(arguments.toArray(new String[0]));
        try {
            assertThat(process.awaitExit(SOON)).as(process.output()).isZero();
            return new ObjectMapper().readTree(process.output());
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + process.output(), e);
        }
    }

    private static void createRows(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20), at DATETIME(6))",
                "INSERT INTO t (name, at) VALUES ('one', NULL), ('two', NULL), ('three', '2024-01-01 10:00:00.000001'),"
                        + " ('', NULL), ('five', NULL), ('six', NULL)");
    }

    private BendsyncProcess command(String... arguments) {
        try (BendsyncProcess process = BendsyncProcess.run(folder, SOON, arguments)) {
            return process;
        }
    }

    private static void awaitRows(BendsyncProcess process, DatabendDatabase databend, int expected) {
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(count(databend))
                        .as("rows in Databend; bendsync says: %s", process.output())
                        .isEqualTo(expected));
    }

    private static int count(DatabendDatabase databend) {
        List<List<String>> tables = databend.query(
                "SELECT count(*) FROM system.tables WHERE database = '" + databend.name() + "' AND name = 't'");
        return tables.get(0).get(0).equals("0")
                ? 0
                : Integer.parseInt(
                        databend.query("SELECT count(*) FROM t").get(0).get(0));
    }
}
