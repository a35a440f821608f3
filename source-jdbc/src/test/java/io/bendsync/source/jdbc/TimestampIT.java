package io.bendsync.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class TimestampIT {
    private static final String TABLE = """
            CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20),
              tms TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6))""";

    @Test
    void updatesArriveAndNothingComesTwice(MySqlDatabase mysql) {
        mysql.execute(TABLE, "INSERT INTO t (name) VALUES ('a'), ('b'), ('c')");
        TaskRun run = TaskRun.start(Settings.of(mysql, "timestamp+incrementing").map());
        assertThat(names(run.take(3))).containsExactly("a", "b", "c");

        mysql.execute("UPDATE t SET name = 'B' WHERE id = 2");
        assertThat(names(run.take(1))).containsExactly("B");
        run = run.restarted();
        assertThat(run.takeFor(Duration.ofSeconds(1))).isEmpty();
        run.close();
    }

    @Test
    void rowsOfOneTimestampAreAllReadAcrossPagesAndRestarts(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (a VARCHAR(10), b INT, tms TIMESTAMP NOT NULL, PRIMARY KEY (a, b))");
        for (int i = 0; i < 30; i++) {
            mysql.execute("INSERT INTO t VALUES ('k" + i % 3 + "', " + i + ", '2020-01-01 00:00:00')");
        }
        Map<String, String> config = Settings.of(mysql, "timestamp")
                .with("timestamp.column.name", "tms")
                .with("batch.max.rows", "7")
                .map();
        List<String> seen = new ArrayList<>();
        TaskRun run = TaskRun.start(config);
        // A kill after every third row: what was polled beyond it is not committed.
        for (int round = 0; round < 10; round++) {
            int[] left = {3};
            List<SourceRecord> records = run.poll(record -> left[0]-- > 0);
            while (records.isEmpty()) {
                records = run.poll(record -> left[0]-- > 0);
            }
            records.forEach(
                    record -> seen.add(((Struct) record.value()).get("b").toString()));
            run = run.restarted();
        }
        assertThat(seen).hasSize(30);
        assertThat(new TreeSet<>(seen)).hasSize(30);
        run.close();
    }

    @Test
    void rowsOfOneTimestampAreAllReadFromATableWithoutAKey(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (b INT, tms TIMESTAMP NOT NULL)");
        for (int i = 0; i < 30; i++) {
            mysql.execute("INSERT INTO t VALUES (" + i + ", '2020-01-01 00:00:0" + i / 13 + "')");
        }
        TaskRun run = TaskRun.start(Settings.of(mysql, "timestamp")
                .with("timestamp.column.name", "tms")
                .with("batch.max.rows", "7")
                .map());
        List<SourceRecord> records = run.take(31, Duration.ofSeconds(3));
        assertThat(records).hasSize(30);
        assertThat(records.get(0).keySchema()).isNull();
        run.close();
    }

    @Test
    void rowStampedEarlierButCommittedLaterIsNotSkipped(MySqlDatabase mysql) throws SQLException {
        mysql.execute(TABLE);
        TaskRun run = TaskRun.start(Settings.of(mysql, "timestamp").map());
        try (Connection slow = mysql.connect();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("INSERT INTO t (name) VALUES ('slow')");
            mysql.execute("INSERT INTO t (name) VALUES ('quick')");
            assertThat(run.takeFor(Duration.ofSeconds(2))).isEmpty();
            slow.commit();
        }
        assertThat(names(run.take(2))).containsExactly("slow", "quick");
        run.close();
    }

    @Test
    void longReportThatOnlyReadsHoldsNothingUp(MySqlDatabase mysql) throws SQLException {
        mysql.execute(TABLE);
        TaskRun run = TaskRun.start(Settings.of(mysql, "timestamp").map());
        try (Connection report = mysql.connect();
                Statement statement = report.createStatement()) {
            report.setAutoCommit(false);
            statement.executeQuery("SELECT COUNT(*) FROM t").close();
            mysql.execute("INSERT INTO t (name) VALUES ('quick')");
            assertThat(names(run.take(1, Duration.ofSeconds(5)))).containsExactly("quick");
            report.rollback();
        }
        run.close();
    }

    /** The article's third scene: the same connector, first by id, then by timestamp and id. */
    @Test
    void switchingFromIncrementingReadsEverythingOnceMoreAndThenUpdates(MySqlDatabase mysql) {
        mysql.execute(
                "CREATE TABLE t (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, name VARCHAR(255) NOT NULL)",
                "ALTER TABLE t AUTO_INCREMENT = 10",
                "INSERT INTO t (name) VALUES ('a'), ('b')");
        TaskRun run = TaskRun.start(Settings.of(mysql, "incrementing").map());
        assertThat(run.take(2)).hasSize(2);
        mysql.execute("ALTER TABLE t ADD COLUMN tms TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP"
                + " ON UPDATE CURRENT_TIMESTAMP");
        run = run.restarted(Settings.of(mysql, "timestamp+incrementing")
                .with("incrementing.column.name", "id")
                .with("timestamp.column.name", "tms")
                .map());
        assertThat(names(run.take(2))).containsExactly("a", "b");
        mysql.execute("UPDATE t SET name = 'c' WHERE id = 11");
        assertThat(names(run.take(1))).containsExactly("c");
        run.close();
    }

    private static List<String> names(List<SourceRecord> records) {
        return records.stream()
                .map(record -> ((Struct) record.value()).getString("name"))
                .toList();
    }
}
