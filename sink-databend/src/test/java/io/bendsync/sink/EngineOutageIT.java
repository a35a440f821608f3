package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bendsync.localstack.CacheFolder;
import io.bendsync.localstack.LocalDatabend;
import io.bendsync.sink.commit.FaultPoints;
import io.bendsync.sink.commit.FaultPoints.Point;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databend's engine dies, stays away, or cannot write: rows wait, and each is there once when it is back. */
class EngineOutageIT {
    /** The long form of row 17 of the fault matrix takes ten minutes: {@code -Dbendsync.outage.seconds=600}. */
    private static final int OUTAGE_SECONDS = Integer.getInteger("bendsync.outage.seconds", 4);

    @TempDir
    private static Path folder;

    private static LocalDatabend databend;

    @BeforeAll
    static void start() {
        databend = LocalDatabend.builder(CacheFolder.standard())
                .dataFolder(folder.resolve("data"))
                .start();
    }

    @AfterAll
    static void stop() {
        databend.close();
    }

    private static Map<String, String> config() {
        Map<String, String> config = new HashMap<>();
        config.put("name", "sink");
        config.put("connection.url", databend.url("default"));
        config.put("connection.user", databend.user());
        config.put("connection.password", databend.password());
        config.put("auto.create", "true");
        config.put("errors.tolerance", "all");
        config.put("retry.backoff.ms", "200");
        config.put("flush.interval.ms", "50");
        return config;
    }

    private static SinkHarness.Log tenRows(String topic) {
        SinkHarness.Log log = new SinkHarness.Log();
        for (int i = 0; i < 10; i++) {
            Rows.add(log, topic, i, "n", 1L);
        }
        return log;
    }

    private static void awaitCommitted(SinkHarness sink, SinkHarness.Log log) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    sink.poll();
                    sink.commit();
                    return log.isCommitted();
                });
    }

    @Test
    void row16AnEngineKilledInsideTheTransactionHasNothingOfItAndIsGivenItAgain() {
        SinkHarness.Log log = tenRows("inside");
        AtomicBoolean killed = new AtomicBoolean();
        FaultPoints killer = (point, topic) -> {
            if (point == Point.AFTER_LOAD && !killed.getAndSet(true)) {
                databend.kill();
                databend.restart();
            }
        };
        try (SinkHarness sink = SinkHarness.start(log, config(), killer, new TopicPartition("inside", 0))) {
            awaitCommitted(sink, log);
        }
        assertThat(killed).isTrue();
        assertThat(query("SELECT concat(count(*)::STRING, ' ', sum(id)::STRING) FROM inside"))
                .isEqualTo("10 45");
    }

    @Test
    void row17AnEngineThatStaysAwayIsWaitedForAndNothingGoesToTheDeadLetters() {
        SinkHarness.Log log = tenRows("away");
        try (SinkHarness sink = SinkHarness.start(log, config(), "away")) {
            awaitCommitted(sink, log);
            databend.kill();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(OUTAGE_SECONDS);
            for (int id = 10; System.nanoTime() < end; id++) {
                Rows.add(log, "away", id, "n", 1L);
                sink.poll();
                sink.commit();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
            assertThat(log.isCommitted()).isFalse();
            databend.restart();
            awaitCommitted(sink, log);
            assertThat(log.deadLetters).isEmpty();
            int rows = log.of(new TopicPartition("away", 0)).size();
            assertThat(query("SELECT concat(count(*)::STRING, ' ', count(DISTINCT id)::STRING) FROM away"))
                    .isEqualTo(rows + " " + rows);
        }
    }

    @Test
    void aFullDiskOfTheEngineIsWaitedOut() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "no prlimit on this machine");
        SinkHarness.Log log = tenRows("full");
        try (SinkHarness sink = SinkHarness.start(log, config(), "full")) {
            awaitCommitted(sink, log);
            largestFile("0");
            for (int id = 10; id < 30; id++) {
                Rows.add(log, "full", id, "n", 1L);
                sink.poll();
                sink.commit();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
            assertThat(log.isCommitted()).isFalse();
            databend.restart(); // room again; its own catalogue does not get over it without that
            awaitCommitted(sink, log);
        }
        assertThat(log.deadLetters).isEmpty();
        assertThat(query("SELECT concat(count(*)::STRING, ' ', count(DISTINCT id)::STRING) FROM `full`"))
                .isEqualTo("30 30");
    }

    /** Lets no file of the engine's grow beyond so many bytes: to it, the same as a full disk. */
    private static void largestFile(String bytes) throws Exception {
        Process prlimit = new ProcessBuilder(
                        "/usr/bin/prlimit", "--pid", Long.toString(databend.pid()), "--fsize=" + bytes + ":unlimited")
                .inheritIO()
                .start();
        assertThat(prlimit.waitFor()).isZero();
    }

    private static String query(String sql) {
        try (Connection connection =
                        DriverManager.getConnection(databend.url("default"), databend.user(), databend.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }
}
