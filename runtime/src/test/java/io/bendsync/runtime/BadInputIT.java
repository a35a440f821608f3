package io.bendsync.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Each wrong setting ends the command within seconds, with one line that names the setting. */
@ExtendWith(StackExtension.class)
class BadInputIT {
    private static final String CANARY = "canary-Passw0rd";
    private static final Duration SECONDS = Duration.ofMinutes(1); // a few when the machine is idle

    @TempDir
    Path folder;

    private PipelineYaml pipeline;

    @BeforeEach
    void aPipelineThatWouldWork(MySqlDatabase mysql, DatabendDatabase databend) {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, changed TIMESTAMP NOT NULL)");
        pipeline = new PipelineYaml(folder, mysql, databend);
    }

    @Test
    void wrongMySqlPassword() throws IOException {
        assertRefused(pipeline.mysqlPassword(CANARY), 5, "source.password");
    }

    @Test
    void unreachableMySql() throws IOException {
        assertRefused(pipeline.mysqlUrl("jdbc:mysql://127.0.0.1:1/db").mysqlPassword(CANARY), 3, "source.url");
    }

    @Test
    void wrongDatabendPassword() throws IOException {
        assertRefused(pipeline.databendPassword(CANARY), 11, "target.password");
    }

    @Test
    void unreachableDatabend() throws IOException {
        assertRefused(
                pipeline.databendUrl("jdbc:databend://127.0.0.1:1/default").databendPassword(CANARY), 9, "target.url");
    }

    @Test
    void aTableThatDoesNotExist(MySqlDatabase mysql) throws IOException {
        assertRefused(pipeline.tables(mysql.name() + ".nowhere"), 7, "source.tables", "nowhere");
    }

    @Test
    void aColumnThatDoesNotExist() throws IOException {
        assertRefused(
                pipeline.mode("timestamp").source("timestamp.column: nothere"),
                8,
                "source.timestamp.column",
                "nothere");
    }

    private void assertRefused(PipelineYaml yaml, int line, String setting, String... more) throws IOException {
        Path file = yaml.write();
        try (BendsyncProcess process = BendsyncProcess.run(folder, SECONDS, "run", file.toString())) {
            assertThat(process.awaitExit(SECONDS)).as(process.output()).isEqualTo(2);
            List<String> complaints = process.lines().stream()
                    .filter(text -> text.startsWith("bendsync: "))
                    .toList();
            assertThat(complaints).as(process.output()).hasSize(1);
            assertThat(complaints.get(0)).startsWith("bendsync: " + file + ":" + line + ":3: " + setting);
            for (String text : more) {
                assertThat(complaints.get(0)).contains(text);
            }
            assertThat(process.output()).doesNotContain("\tat ", "Exception");
            assertNoTraceOf(CANARY, process.output());
        }
    }

    /** Neither what was printed nor any file of the data folder has it. */
    private void assertNoTraceOf(String secret, String output) throws IOException {
        assertThat(output).doesNotContain(secret);
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(secret);
            }
        }
    }
}
