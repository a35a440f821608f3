package io.bendsync.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class IncrementingIT {
    @Test
    void newRowsArriveOnceAndInOrderAcrossRestarts(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))");
        insert(mysql, 25);
        TaskRun run = TaskRun.start(
                Settings.of(mysql, "incrementing").with("batch.max.rows", "10").map());

        assertThat(ids(run.take(25))).isEqualTo(upTo(1, 25));
        run = run.restarted();
        insert(mysql, 3);
        assertThat(ids(run.take(3))).isEqualTo(upTo(26, 28));
        assertThat(run.takeFor(Duration.ofMillis(300))).isEmpty();
        run.close();
    }

    @Test
    void rowCommittedLateIsNotSkipped(MySqlDatabase mysql) throws SQLException {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))");
        TaskRun run = TaskRun.start(Settings.of(mysql, "incrementing").map());
        try (Connection slow = mysql.connect();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("INSERT INTO t (name) VALUES ('slow')");
            insert(mysql, 2);
            assertThat(ids(run.take(2))).containsExactly(2L, 3L);
            assertThat(run.takeFor(Duration.ofSeconds(2))).isEmpty();
            slow.commit();
        }
        assertThat(ids(run.take(1))).containsExactly(1L);
        insert(mysql, 1);
        assertThat(ids(run.take(1))).containsExactly(4L);
        run.close();
    }

    @Test
    void rowCommittedLateIsNotSkippedByARestartInBetween(MySqlDatabase mysql) throws SQLException {
        mysql.execute("CREATE TABLE t (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))");
        TaskRun run = TaskRun.start(Settings.of(mysql, "incrementing").map());
        try (Connection slow = mysql.connect();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("INSERT INTO t (name) VALUES ('slow')");
            insert(mysql, 2);
            assertThat(run.take(2)).hasSize(2);
            run = run.restarted();
            assertThat(run.takeFor(Duration.ofSeconds(1))).isEmpty();
            slow.commit();
        }
        assertThat(run.take(1)).hasSize(1);
        run.close();
    }

    @Test
    void rolledBackIdIsForgottenAndHoldsNothingUp(MySqlDatabase mysql) throws SQLException {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))");
        TaskRun run = TaskRun.start(Settings.of(mysql, "incrementing").map());
        try (Connection slow = mysql.connect();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("INSERT INTO t (name) VALUES ('gone')");
            insert(mysql, 1);
            assertThat(ids(run.take(1))).containsExactly(2L);
            slow.rollback();
        }
        assertThat(run.takeFor(Duration.ofSeconds(1))).isEmpty();
        insert(mysql, 1);
        assertThat(ids(run.take(1))).containsExactly(3L);
        assertThat(run.offsets().values().iterator().next()).doesNotContainKey("pending");
        run.close();
    }

    @Test
    void columnAddedBetweenPollsIsInTheNextRecord(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))");
        insert(mysql, 1);
        TaskRun run = TaskRun.start(Settings.of(mysql, "incrementing").map());
        assertThat(run.take(1)).hasSize(1);

        mysql.execute("ALTER TABLE t ADD COLUMN tms TIMESTAMP NULL", "INSERT INTO t VALUES (20, 'new', NOW())");

        Struct row = (Struct) run.take(1).get(0).value();
        assertThat(row.getInt32("id")).isEqualTo(20);
        assertThat(row.get("tms")).isNotNull();
        run.close();
    }

    @Test
    void recordsCarryKeyTopicAndTableName(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (a INT NOT NULL, id INT AUTO_INCREMENT, PRIMARY KEY (a, id), KEY (id))");
        mysql.execute("INSERT INTO t (a) VALUES (7)");
        TaskRun run = TaskRun.start(
                Settings.of(mysql, "incrementing").with("topic.prefix", "x-").map());

        SourceRecord record = run.take(1).get(0);
        assertThat(record.topic()).isEqualTo("x-t");
        assertThat(record.valueSchema().name()).isEqualTo("t");
        assertThat(((Struct) record.key()).getInt32("a")).isEqualTo(7);
        assertThat(((Struct) record.key()).getInt32("id")).isEqualTo(1);
        run.close();
    }

    private static void insert(MySqlDatabase mysql, int count) {
        for (int i = 0; i < count; i++) {
            mysql.execute("INSERT INTO t (name) VALUES ('row')");
        }
    }

    private static List<Long> ids(List<SourceRecord> records) {
        return records.stream()
                .map(record -> ((Number) ((Struct) record.value()).get("id")).longValue())
                .toList();
    }

    private static List<Long> upTo(long first, long last) {
        return IntStream.rangeClosed((int) first, (int) last)
                .asLongStream()
                .boxed()
                .toList();
    }
}
