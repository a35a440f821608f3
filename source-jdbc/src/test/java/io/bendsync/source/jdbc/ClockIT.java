package io.bendsync.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Timestamps of any precision, on both sides of a change of the clocks, and in the second that is running. */
@ExtendWith(StackExtension.class)
class ClockIT {
    /** Rows go on coming while they are read, in groups of one timestamp where the column has few digits. */
    @ParameterizedTest
    @CsvSource({
        "TIMESTAMP, 0",
        "TIMESTAMP, 3",
        "TIMESTAMP, 6",
        "DATETIME, 0",
        "DATETIME, 3",
        "DATETIME, 6",
    })
    void columnOfAnyPrecisionGivesEachRowOnceAcrossRestarts(String type, int digits, MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, tms %s(%d) NOT NULL DEFAULT NOW(%d))"
                .formatted(type, digits, digits));
        TaskRun run = TaskRun.start(Settings.of(mysql, "timestamp")
                .with("timestamp.column.name", "tms")
                .with("batch.max.rows", "7")
                .with("gap.margin.ms", "150")
                .with("poll.interval.ms", "5")
                .map());
        CompletableFuture<Void> writer = CompletableFuture.runAsync(
                () -> IntStream.range(0, 150).forEach(i -> mysql.execute("INSERT INTO t () VALUES (), ()")));
        List<Integer> ids = new ArrayList<>();
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (ids.size() < 300 && System.nanoTime() < end) {
            List<Integer> polled = ids(run.poll());
            ids.addAll(polled);
            // Only after rows: a task that is ended before InnoDB has answered it never gets anywhere.
            if (!polled.isEmpty() && ids.size() % 10 == 3) {
                run = run.restarted();
            }
        }
        writer.join();
        assertThat(ids)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 300).boxed().toList());
        assertThat(run.takeFor(Duration.ofMillis(300))).isEmpty();
        run.close();
    }

    /** When summer time ended in Berlin on 2026-10-25, 02:00 to 03:00 came twice; wall clocks cannot tell them apart. */
    @Test
    void rowsOfTheHourThatCameTwiceAllArriveThoughATaskEndsInIt(MySqlDatabase mysql) throws SQLException {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, tms DATETIME NOT NULL DEFAULT NOW())");
        Instant change = Instant.parse("2026-10-25T01:00:00Z");
        try (Connection writer = mysql.connect();
                Statement statement = writer.createStatement()) {
            for (int minutes = -90; minutes <= 90; minutes += 10) {
                statement.execute("SET time_zone = '" + (minutes < 0 ? "+02:00" : "+01:00") + "', timestamp = "
                        + change.plusSeconds(60L * minutes).getEpochSecond());
                statement.execute("INSERT INTO t () VALUES ()");
            }
        }
        TaskRun run = TaskRun.start(Settings.of(mysql, "timestamp")
                .with("timestamp.column.name", "tms")
                .with("db.timezone", "Europe/Berlin")
                .with("batch.max.rows", "1")
                .map());
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < 19; i++) {
            ids.addAll(ids(run.take(1)));
            run = run.restarted();
        }
        assertThat(ids)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 19).boxed().toList());
        assertThat(run.takeFor(Duration.ofMillis(300))).isEmpty();
        run.close();
    }

    /** Confluent's connector reads up to the beginning of the second, so that its rows wait for the next. */
    @Test
    void rowOfTheSecondThatIsRunningDoesNotWaitForTheNext(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, tms TIMESTAMP(6) NOT NULL DEFAULT NOW(6))");
        try (TaskRun run = TaskRun.start(Settings.of(mysql, "timestamp")
                .with("timestamp.column.name", "tms")
                .with("gap.margin.ms", "0")
                .with("poll.interval.ms", "5")
                .map())) {
            run.poll();
            boolean sameSecond = false;
            for (int attempt = 0; attempt < 30 && !sameSecond; attempt++) {
                mysql.execute("INSERT INTO t () VALUES ()");
                assertThat(run.take(1)).hasSize(1);
                sameSecond = mysql.query("SELECT DATE_FORMAT(MAX(tms), '%s') = DATE_FORMAT(NOW(6), '%s')"
                                + " AND MAX(tms) > NOW(6) - INTERVAL 1 SECOND FROM t")
                        .get(0)
                        .get(0)
                        .equals("1");
            }
            assertThat(sameSecond).isTrue();
        }
    }

    /** Confluent's connector may keep a single row for poll.linger.ms. */
    @Test
    void loneRowIsHandedOverByThePollThatReadsIt(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)");
        try (TaskRun run = TaskRun.start(Settings.of(mysql, "incrementing")
                .with("batch.max.rows", "1000")
                .with("max.buffer.size", "4000")
                .with("poll.linger.ms", "600000")
                .map())) {
            assertThat(run.takeFor(Duration.ofMillis(200))).isEmpty();
            mysql.execute("INSERT INTO t () VALUES ()");
            assertThat(run.take(1)).hasSize(1);
        }
    }

    private static List<Integer> ids(List<SourceRecord> records) {
        return records.stream()
                .map(record -> ((Struct) record.value()).getInt32("id"))
                .toList();
    }
}
