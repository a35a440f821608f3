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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a new user does first: a file from a live MySQL, which the next command finds right. */
@ExtendWith(StackExtension.class)
class InitIT {
    private static final Duration SOON = Duration.ofMinutes(2); // seconds when the machine is idle

    @TempDir
    Path folder;

    @Test
    void whatInitWritesCheckAccepts(MySqlDatabase mysql, DatabendDatabase databend) throws IOException {
        mysql.execute(
                "CREATE TABLE orders (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                "CREATE TABLE `odd \"name` (id INT AUTO_INCREMENT PRIMARY KEY)",
                "CREATE TABLE keyless (v INT)");
        Map<String, String> passwords =
                Map.of("MYSQL_PASSWORD", mysql.password(), "DATABEND_PASSWORD", databend.password());

        assertThat(run(passwords, init(mysql, databend))).startsWith("0 wrote shop.yaml");
        assertThat(Files.readString(folder.resolve("shop.yaml")))
                .contains("  capture: binlog\n")
                .contains("    - " + mysql.name() + ".orders\n")
                .contains("    - \"" + mysql.name() + ".odd \\\"name\"\n")
                .contains("    # - " + mysql.name() + ".keyless   # no primary key")
                .contains("  password: ${env:MYSQL_PASSWORD}\n");
        assertThat(run(passwords, init(mysql, databend))).startsWith("2 ").contains("exists already");
        assertThat(run(passwords, "check", "shop.yaml"))
                .startsWith("0 ")
                .contains("| " + mysql.name() + ".orders ")
                .contains("ready: ");
    }

    private static String[] init(MySqlDatabase mysql, DatabendDatabase databend) {
        return new String[] {
            "init",
            "shop.yaml",
            "--url",
            mysql.url(),
            "--user",
            mysql.user(),
            "--target",
            databend.url(),
            "--target-user",
            databend.user()
        };
    }

    private String run(Map<String, String> environment, String... arguments) {
        try (BendsyncProcess process = BendsyncProcess.start(folder, environment, arguments)) {
            int status = process.awaitExit(SOON);
            return status + " " + process.output();
        }
    }
}
