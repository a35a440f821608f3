package io.bendsync.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tables of several MySQL servers become one: a pipeline for each server, and one target. */
@ExtendWith(StackExtension.class)
class SeveralServersIT {
    private static final Duration SOON = Duration.ofMinutes(4); // a few seconds when the machine is idle

    @TempDir
    Path folder;

    @Test
    void eachPipelineFillsAndVerifiesItsOwnRows(MySqlDatabase mysql, DatabendDatabase databend) throws IOException {
        mysql.execute("CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20))", "INSERT INTO t VALUES (1, 'one')");
        Path berlin = pipeline("berlin", mysql, databend);
        Path tokyo = pipeline("tokyo", mysql, databend);
        try (BendsyncProcess first = BendsyncProcess.start(folder, Map.of(), "run", berlin.toString());
                BendsyncProcess second = BendsyncProcess.start(folder, Map.of(), "run", tokyo.toString())) {
            first.awaitLine("running: MySQL to Databend", SOON);
            second.awaitLine("running: MySQL to Databend", SOON);
            awaitNames(mysql, databend, "one");

            mysql.execute("UPDATE t SET name = 'uno'");
            awaitNames(mysql, databend, "uno");
            assertVerify(berlin, 0);
            assertVerify(tokyo, 0);

            databend.execute("UPDATE whole SET name = 'eins' WHERE server = 'tokyo." + mysql.name() + "'");
            assertVerify(berlin, 0);
            assertThat(assertVerify(tokyo, 1)).contains("'eins'");
        }
    }

    private static void awaitNames(MySqlDatabase mysql, DatabendDatabase databend, String name) {
        Awaitility.await()
                .atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(databend.query("SELECT server, id, name FROM whole ORDER BY server"))
                        .containsExactly(
                                List.of("berlin." + mysql.name(), "1", name),
                                List.of("tokyo." + mysql.name(), "1", name)));
    }

    private String assertVerify(Path file, int status) {
        try (BendsyncProcess verify = BendsyncProcess.start(folder, Map.of(), "verify", file.toString())) {
            assertThat(verify.awaitExit(SOON)).as(verify.output()).isEqualTo(status);
            return verify.output();
        }
    }

    private Path pipeline(String server, MySqlDatabase mysql, DatabendDatabase databend) throws IOException {
        return Files.writeString(folder.resolve(server + ".yaml"), """
                name: %1$s
                source:
                  url: %2$s
                  user: %3$s
                  password: "%4$s"
                  capture: binlog
                  tables:
                    - table: %5$s.t
                      target: whole
                      shard.column: server
                      shard.server: %1$s
                target:
                  url: %6$s
                  user: %7$s
                  password: "%8$s"
                data: %1$s
                """.formatted(
                        server,
                        mysql.url(),
                        mysql.user(),
                        mysql.password(),
                        mysql.name(),
                        databend.url(),
                        databend.user(),
                        databend.password()));
    }
}
