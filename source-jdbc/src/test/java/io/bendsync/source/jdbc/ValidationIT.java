package io.bendsync.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.testkit.LogCapture;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class ValidationIT {
    private static final String SECRET = "canary-5ecret";

    @Test
    void soundConfigurationHasNoErrors(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)");
        assertThat(errors(Settings.of(mysql, "incrementing").map())).isEmpty();
    }

    /** As in the article, except for names and addresses. */
    @Test
    void theArticlesConfigurationIsTaken(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE test_kafka (id INT AUTO_INCREMENT PRIMARY KEY)");
        assertThat(errors(Settings.of(mysql, "incrementing")
                        .with("connection.url", mysql.url() + (mysql.url().contains("?") ? "&" : "?") + "useSSL=false")
                        .with("name", "test-source-mysql-jdbc-autoincrement")
                        .with("tasks.max", "1")
                        .with("table.whitelist", mysql.name() + ".test_kafka")
                        .with("poll.interval.ms", "1000")
                        .with("table.poll.interval.ms", "3000")
                        .with("incrementing.column.name", "id")
                        .with("topics", "test_kafka")
                        .map()))
                .isEmpty();
    }

    @Test
    void wrongPasswordNamesTheSettingAndNotTheValue(MySqlDatabase mysql) {
        Map<String, String> config = Settings.of(mysql, "incrementing")
                .with("connection.user", "nobody")
                .with("connection.password", SECRET)
                .map();
        assertThat(errors(config)).containsOnlyKeys("connection.password");
        assertThat(errors(config).get("connection.password").get(0))
                .contains("nobody", "connection.user")
                .doesNotContain(SECRET);
        assertThatThrownBy(() -> TaskRun.start(config))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("connection.password is wrong for user nobody")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void unreachableServerIsAnErrorOfTheUrlWithinSeconds(MySqlDatabase mysql) {
        long begin = System.nanoTime();
        assertThat(errors(Settings.of(mysql, "incrementing")
                        .with("connection.url", "jdbc:mysql://127.0.0.1:1/x")
                        .with("connection.password", SECRET)
                        .map()))
                .containsOnlyKeys("connection.url")
                .allSatisfy((key, messages) -> assertThat(messages.toString()).doesNotContain(SECRET));
        assertThat(System.nanoTime() - begin).isLessThan(8_000_000_000L);
    }

    @Test
    void missingDatabaseIsAnErrorOfTheUrl(MySqlDatabase mysql) {
        assertThat(errors(Settings.of(mysql, "incrementing")
                        .with("connection.url", mysql.url().replace(mysql.name(), "nowhere_at_all"))
                        .map()))
                .containsOnlyKeys("connection.url");
    }

    @Test
    void missingTableAndMissingColumnsAreAllNamedAtOnce(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)", "CREATE TABLE u (x INT)");
        Map<String, List<String>> errors = errors(Settings.of(mysql, "timestamp+incrementing")
                .with("table.whitelist", "t,u,gone")
                .with("timestamp.column.name", "tms")
                .map());
        assertThat(errors).containsOnlyKeys("table.whitelist", "timestamp.column.name");
        assertThat(errors.get("table.whitelist")).singleElement().asString().contains("gone");
        assertThat(errors.get("timestamp.column.name")).hasSize(2);
        assertThat(errors(Settings.of(mysql, "incrementing")
                        .with("table.whitelist", "t,u")
                        .with("incrementing.column.name", "nr")
                        .map()))
                .containsOnlyKeys("incrementing.column.name");
    }

    @Test
    void nullableCursorColumnIsRefusedUnlessAskedFor(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, tms TIMESTAMP NULL)");
        Settings settings = Settings.of(mysql, "timestamp").with("timestamp.column.name", "tms");
        assertThat(errors(settings.map())).containsOnlyKeys("timestamp.column.name");
        assertThat(errors(settings.with("validate.non.null", "false").map())).isEmpty();
    }

    @Test
    void tableThatEachPollWouldSortIsWarnedOfWithTheIndexItWants(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE small (id INT AUTO_INCREMENT PRIMARY KEY, tms DATETIME NOT NULL)",
                "CREATE TABLE big (id INT AUTO_INCREMENT PRIMARY KEY, tms DATETIME NOT NULL)",
                "INSERT INTO big (tms) VALUES ('2026-01-01')");
        for (int rows = 1; rows < 32_768; rows *= 2) {
            mysql.execute("INSERT INTO big (tms) SELECT tms + INTERVAL " + rows + " SECOND FROM big");
        }
        mysql.execute("ANALYZE TABLE big");
        Settings settings = Settings.of(mysql, "timestamp").with("timestamp.column.name", "tms");
        String index = "CREATE INDEX bendsync_poll ON `" + mysql.name() + "`.`big` (`tms`)";
        try (LogCapture log = new LogCapture()) {
            assertThat(errors(settings.map())).isEmpty();
            assertThat(log.text())
                    .contains("big: no index serves its order", index)
                    .doesNotContain("small");
        }
        mysql.execute(index);
        try (LogCapture log = new LogCapture()) {
            assertThat(errors(settings.map())).isEmpty();
            assertThat(log.text()).doesNotContain("no index");
        }
    }

    @Test
    void everythingWrongIsSaidAtOnceWithoutAskingTheServer() {
        Map<String, List<String>> errors = errors(Map.of(
                "connection.url", "jdbc:postgresql://h/d",
                "mode", "sometimes",
                "table.whitelist", "a",
                "table.blacklist", "b",
                "topic.prefix", "a b",
                "db.timezone", "Mars/Olympus",
                "poll.interval.ms", "0"));
        assertThat(errors)
                .containsOnlyKeys(
                        "connection.url", "mode", "table.blacklist", "topic.prefix", "db.timezone", "poll.interval.ms");
    }

    static Map<String, List<String>> errors(Map<String, String> config) {
        Map<String, List<String>> errors = new TreeMap<>();
        for (ConfigValue value : new JdbcSourceConnector().validate(config).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), value.errorMessages());
            }
        }
        return errors;
    }
}
