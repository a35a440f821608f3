package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.StackExtension;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is wrong is said before anything runs, all at once, at the setting to change, and without any password. */
@ExtendWith(StackExtension.class)
@Timeout(60)
class ValidationIT {
    private static final String SECRET = "s3cret-never-shown";

    private static Map<String, List<String>> problems(Map<String, String> config) {
        Map<String, List<String>> problems = new HashMap<>();
        for (ConfigValue value : new DatabendSinkConnector().validate(config).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                problems.put(value.name(), value.errorMessages());
            }
        }
        assertThat(problems.toString()).doesNotContain(SECRET);
        return problems;
    }

    @Test
    void aGoodConfigurationHasNoProblems(DatabendDatabase databend) {
        assertThat(problems(SinkHarness.config(databend, "topics", "t"))).isEmpty();
    }

    @Test
    void aWrongPasswordIsSaidAtThePassword(DatabendDatabase databend) {
        assertThat(problems(SinkHarness.config(databend, "connection.password", SECRET)))
                .containsOnlyKeys("connection.password")
                .extractingByKey("connection.password")
                .asString()
                .contains("does not accept user '" + databend.user() + "'");
    }

    @Test
    void anUnreachableServerIsSaidAtTheUrlWithinSeconds(DatabendDatabase databend) {
        long start = System.nanoTime();
        assertThat(problems(SinkHarness.config(databend, "connection.url", "jdbc:databend://127.0.0.1:1/x")))
                .containsOnlyKeys("connection.url")
                .extractingByKey("connection.url")
                .asString()
                .contains("127.0.0.1:1 cannot be reached");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aMissingTableIsSaidWhereItIsNamed(DatabendDatabase databend) {
        assertThat(problems(SinkHarness.config(databend, "auto.create", "false", "topics", "absent")))
                .containsOnlyKeys("table.name.format")
                .extractingByKey("table.name.format")
                .asString()
                .contains(databend.name() + ".absent for topic absent does not exist");
    }

    @Test
    void aMissingKeyColumnIsSaidAtTheKeyColumns(DatabendDatabase databend) {
        databend.execute("CREATE TABLE t (a INT)");
        Map<String, String> config = SinkHarness.config(
                databend, "auto.create", "false", "auto.evolve", "false", "topics", "t", "pk.fields", "id");
        assertThat(problems(config))
                .containsOnlyKeys("pk.fields")
                .extractingByKey("pk.fields")
                .asString()
                .contains("has no column 'id'");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce(DatabendDatabase databend) {
        Map<String, String> config = SinkHarness.config(
                databend,
                "connection.url",
                "jdbc:databend://h:1/x?allow_everything=true",
                "insert.mode",
                "sometimes",
                "pk.mode",
                "none",
                "delete.enabled",
                "true",
                "table.name.format",
                "${tpoic}",
                "batch.size",
                "0",
                "db.timezone",
                "Mars/Olympus",
                "ingest.columns",
                "colour=_c",
                "flush.interval.ms",
                "5",
                "flush.interval.max.ms",
                "1");
        assertThat(problems(config))
                .containsOnlyKeys(
                        "connection.url",
                        "insert.mode",
                        "pk.mode",
                        "delete.enabled",
                        "table.name.format",
                        "batch.size",
                        "db.timezone",
                        "ingest.columns",
                        "flush.interval.max.ms");
    }

    @Test
    void theTaskSaysTheSameWhenItStarts(DatabendDatabase databend) {
        Map<String, String> config = SinkHarness.config(databend, "connection.password", SECRET);
        assertThatThrownBy(() -> SinkHarness.start(new SinkHarness.Log(), config, "t"))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("does not accept user")
                .hasMessageNotContaining(SECRET);
    }
}
