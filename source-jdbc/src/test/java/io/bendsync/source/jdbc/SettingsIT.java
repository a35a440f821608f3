package io.bendsync.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.testkit.FaultProxy;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Settings of Confluent's and Aiven's connectors mean here what they mean there. */
@ExtendWith(StackExtension.class)
class SettingsIT {
    @Test
    void viewsAreReadWhenTableTypesSaysSo(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, n INT)",
                "CREATE VIEW big AS SELECT id, n FROM t WHERE n > 10",
                "INSERT INTO t (n) VALUES (1), (11), (12)");
        Settings settings = Settings.of(mysql, "incrementing").with("incrementing.column.name", "id");
        try (TaskRun run = TaskRun.start(settings.with("table.types", "VIEW").map())) {
            assertThat(run.take(2)).extracting(SourceRecord::topic).containsOnly("big");
            mysql.execute("INSERT INTO t (n) VALUES (13)");
            assertThat(ids(run.take(1))).containsExactly(4);
        }
        try (TaskRun run = TaskRun.start(settings.with("table.types", "TABLE").map())) {
            assertThat(run.take(4)).extracting(SourceRecord::topic).containsOnly("t");
        }
    }

    @Test
    void timestampDelayHoldsRowsBackThatLong(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, tms TIMESTAMP(6) NOT NULL DEFAULT NOW(6))");
        try (TaskRun run = TaskRun.start(Settings.of(mysql, "timestamp")
                .with("timestamp.column.name", "tms")
                .with("timestamp.delay.interval.ms", "3000")
                .map())) {
            run.poll();
            long inserted = System.nanoTime();
            mysql.execute("INSERT INTO t () VALUES ()");
            assertThat(run.take(1)).hasSize(1);
            assertThat(Duration.ofNanos(System.nanoTime() - inserted)).isGreaterThan(Duration.ofMillis(2900));
        }
    }

    @Test
    void incrementingInitialBeginsAboveItOnlyWhenNothingIsStored(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)", "INSERT INTO t VALUES (1), (2), (3), (4)");
        Settings settings = Settings.of(mysql, "incrementing").with("incrementing.initial", "2");
        TaskRun run = TaskRun.start(settings.map());
        assertThat(ids(run.takeFor(Duration.ofMillis(500)))).containsExactly(3, 4);
        mysql.execute("INSERT INTO t VALUES (5)");
        run = run.restarted(settings.with("incrementing.initial", "1").map());
        assertThat(ids(run.takeFor(Duration.ofMillis(500)))).containsExactly(5);
        run.close();
    }

    @Test
    void isolationLevelIsTheOneAskedFor(MySqlDatabase mysql) throws SQLException {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)");
        Settings settings = Settings.of(mysql, "incrementing");
        try (Connection open = mysql.connect();
                Statement statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("INSERT INTO t () VALUES ()");
            try (TaskRun run = TaskRun.start(settings.map())) {
                assertThat(run.takeFor(Duration.ofMillis(500))).isEmpty();
            }
            settings.with("transaction.isolation.mode", "READ_UNCOMMITTED");
            try (TaskRun run = TaskRun.start(settings.map())) {
                assertThat(run.take(1)).hasSize(1);
            }
            open.rollback();
        }
    }

    @Test
    void maskedQueryIsReadAndNeverShown(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)", "INSERT INTO t VALUES (7)");
        Settings settings = Settings.of(mysql, "incrementing")
                .with("incrementing.column.name", "id")
                .with("topic.prefix", "q");
        try (TaskRun run =
                TaskRun.start(settings.with("query.masked", "SELECT id FROM t").map())) {
            assertThat(ids(run.take(1))).containsExactly(7);
        }
        var errors = ValidationIT.errors(
                settings.with("query.masked", "SELECT id FROM canary_table").map());
        assertThat(errors).containsOnlyKeys("query.masked");
        assertThat(errors.toString()).doesNotContain("canary_table");
    }

    @Test
    void connectingIsTriedAsOftenAsAskedAndGoesOnWhenTheServerComes(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        String[] address = mysql.url().replaceFirst(".*//([^/]*)/.*", "$1").split(":", 2);
        try (FaultProxy network = FaultProxy.before(address[0], Integer.parseInt(address[1]))) {
            network.refuse();
            Settings settings = Settings.of(mysql, "incrementing")
                    .with(
                            "connection.url",
                            "jdbc:mysql://" + network.host() + ":" + network.port() + "/" + mysql.name())
                    .with("connection.attempts", "3")
                    .with("connection.backoff.ms", "300");
            long begin = System.nanoTime();
            assertThatThrownBy(() -> TaskRun.start(settings.map()))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("connection.url leads to no MySQL server");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(600));
            settings.with("connection.attempts", "1000");
            CompletableFuture<TaskRun> starting = CompletableFuture.supplyAsync(() -> TaskRun.start(settings.map()));
            network.heal();
            try (TaskRun run = starting.join()) {
                assertThat(ids(run.take(1))).containsExactly(1);
            }
        }
    }

    @Test
    void firstListOfTablesHasItsTimeLimit(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)");
        String[] address = mysql.url().replaceFirst(".*//([^/]*)/.*", "$1").split(":", 2);
        try (FaultProxy network = FaultProxy.before(address[0], Integer.parseInt(address[1]))) {
            network.hang();
            long begin = System.nanoTime();
            assertThatThrownBy(() -> TaskRun.start(Settings.of(mysql, "incrementing")
                            .with(
                                    "connection.url",
                                    "jdbc:mysql://" + network.host() + ":" + network.port() + "/" + mysql.name())
                            .with("connection.attempts", "1")
                            .with("table.monitoring.startup.polling.limit.ms", "500")
                            .map()))
                    .isInstanceOf(ConnectException.class);
            // Far below the default of ten seconds.
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void settingsThatCannotChangeAnythingAreTaken(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        Settings settings = Settings.of(mysql, "incrementing")
                .with("dialect.name", "MySqlDatabaseDialect")
                .with("schema.pattern", "x")
                .with("date.calendar.system", "PROLEPTIC_GREGORIAN")
                .with("max.buffer.size", "4000")
                .with("poll.linger.ms", "1")
                .with("table.names.qualify", "false")
                .with("sql.quote.identifiers", "false")
                .with("timestamp.initial.ms", "0")
                .with(
                        "jdbc.credentials.provider.class",
                        "io.confluent.connect.jdbc.util.DefaultJdbcCredentialsProvider");
        assertThat(ValidationIT.errors(settings.map())).isEmpty();
        try (TaskRun run = TaskRun.start(settings.map())) {
            assertThat(run.take(1)).hasSize(1);
        }
        assertThat(ValidationIT.errors(settings.with("jdbc.credentials.provider.class", "com.example.Vault")
                        .with("dialect.name", "PostgreSqlDatabaseDialect")
                        .with("date.calendar.system", "JULIAN")
                        .map()))
                .containsOnlyKeys("jdbc.credentials.provider.class", "dialect.name", "date.calendar.system");
    }

    private static List<Integer> ids(List<SourceRecord> records) {
        return records.stream()
                .map(record -> ((Struct) record.value()).getInt32("id"))
                .toList();
    }
}
