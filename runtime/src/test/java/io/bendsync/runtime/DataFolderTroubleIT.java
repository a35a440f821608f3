package io.bendsync.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A process out of memory, a data folder on a full disk, and a damaged one. */
@ExtendWith(StackExtension.class)
class DataFolderTroubleIT {
    private static final Duration SOON = Duration.ofMinutes(2); // seconds when the machine is idle

    private static final int LENGTH = 100_000;
    private static final int LONG_ROW = 15_000_000;

    /** Java's own status for -XX:+ExitOnOutOfMemoryError. */
    private static final int OUT_OF_MEMORY = 3;

    @TempDir
    Path folder;

    @Test
    void noMemoryAndNoDiskEndItWithWhatToDoAndALaterStartGoesOn(MySqlDatabase mysql, DatabendDatabase databend)
            throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "no prlimit on this machine");
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name LONGTEXT)",
                "INSERT INTO t (name) VALUES ('small'), (REPEAT('x', " + LONG_ROW + ")), ('small')");
        Path file = new PipelineYaml(folder, mysql, databend).write();
        try (BendsyncProcess process =
                BendsyncProcess.script(folder, Map.of("BENDSYNC_JAVA_OPTS", "-Xmx112m"), "run", file.toString())) {
            assertThat(process.awaitExit(SOON)).as(process.output()).isEqualTo(OUT_OF_MEMORY);
            assertThat(process.output())
                    .contains("bendsync: out of memory")
                    .contains("BENDSYNC_JAVA_OPTS=-Xmx2g")
                    .doesNotContain("\tat ");
        }
        try (BendsyncProcess process = BendsyncProcess.start(folder, Map.of(), "run", file.toString())) {
            process.awaitLine("running: MySQL to Databend", SOON);
            awaitRows(process, databend, 3);
            // Lets no file grow beyond that: to the process the same as a full disk.
            RestCalls.output("/usr/bin/prlimit", "--pid", Long.toString(process.pid()), "--fsize=4096:unlimited");
            mysql.execute("INSERT INTO t (name) VALUES ('" + incompressible() + "')");

            assertThat(process.awaitExit(SOON)).as(process.output()).isEqualTo(1);
            assertThat(process.output())
                    .contains("data folder " + folder.resolve("data"))
                    .contains("MB are free. Make room there")
                    .contains("start again")
                    .doesNotContain("\tat ");
        }
        try (BendsyncProcess process = BendsyncProcess.start(folder, Map.of(), "run", file.toString())) {
            awaitRows(process, databend, 4);
            process.interrupt();
            assertThat(process.awaitExit(SOON)).as(process.output()).isZero();
        }

        Files.writeString(folder.resolve("data/kafka/meta.properties"), "version=1\ncluster.id=\n");
        try (BendsyncProcess process = BendsyncProcess.run(folder, SOON, "run", file.toString())) {
            assertThat(process.awaitExit(SOON)).as(process.output()).isEqualTo(1);
            assertThat(process.output())
                    .contains("the embedded Kafka did not start on " + folder.resolve("data/kafka"))
                    .contains("if the folder is damaged, move it away and start again")
                    .doesNotContain("\tat ");
        }
    }

    private static void awaitRows(BendsyncProcess process, DatabendDatabase databend, int rows) {
        Awaitility.await()
                .atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(databend.query("SELECT count(*), max(length(name)) FROM t")
                                .toString())
                        .as(process.output())
                        .isEqualTo("[[" + rows + ", " + LONG_ROW + "]]"));
    }

    private static String incompressible() {
        return new Random(1)
                .ints(LENGTH, 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
