package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bendsync.sink.FaultyProxy.Fault;
import io.bendsync.sink.commit.FaultPoints;
import io.bendsync.sink.commit.FaultPoints.Point;
import io.bendsync.sink.databend.DatabendException;
import io.bendsync.sink.databend.ErrorKind;
import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.StackExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows 11 to 21 of the fault matrix: wherever a flush is hit, each record is in Databend once. */
@ExtendWith(StackExtension.class)
class ExactlyOnceIT {
    private static final TopicPartition T0 = new TopicPartition("t", 0);

    /** Ends a flush as a killed process does: nothing more of it is executed. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static SinkHarness.Log tenRowsThenChanges() {
        SinkHarness.Log log = new SinkHarness.Log();
        for (int i = 0; i < 10; i++) {
            Rows.add(log, "t", i, "first", 1L);
        }
        return log;
    }

    @ParameterizedTest
    @EnumSource(Point.class)
    void aTaskKilledAtAnyPointOfAnAppendNeitherLosesNorDoublesARow(Point point, DatabendDatabase databend) {
        Map<String, String> config = SinkHarness.config(databend, "insert.mode", "insert");
        SinkHarness.Log log = tenRowsThenChanges();
        killAt(point, log, config);
        for (int i = 10; i < 15; i++) {
            Rows.add(log, "t", i, "second", 1L);
        }
        try (SinkHarness next = SinkHarness.start(log, config, FaultPoints.NONE, T0)) {
            next.drain();
        }
        assertThat(databend.query("SELECT count(*), count(DISTINCT id), sum(id) FROM t"))
                .containsExactly(List.of("15", "15", "105"));
    }

    @ParameterizedTest
    @EnumSource(Point.class)
    void aTaskKilledAtAnyPointOfAnUpsertLeavesTheLastChangeOfEachKey(Point point, DatabendDatabase databend) {
        Map<String, String> config = SinkHarness.config(databend, "delete.enabled", "true");
        SinkHarness.Log log = tenRowsThenChanges();
        Rows.add(log, "t", 3, "changed", 2L);
        Rows.delete(log, "t", 4);
        killAt(point, log, config);
        Rows.delete(log, "t", 5);
        Rows.add(log, "t", 4, "again", 3L);
        try (SinkHarness next = SinkHarness.start(log, config, FaultPoints.NONE, T0)) {
            next.drain();
        }
        assertThat(databend.query("SELECT count(*), sum(amount) FROM t")).containsExactly(List.of("9", "12"));
        assertThat(databend.query("SELECT id, name FROM t WHERE name <> 'first' ORDER BY id"))
                .containsExactly(List.of("3", "changed"), List.of("4", "again"));
    }

    private static void killAt(Point point, SinkHarness.Log log, Map<String, String> config) {
        CountDownLatch killed = new CountDownLatch(1);
        SinkHarness first = SinkHarness.start(
                log,
                config,
                (reached, topic) -> {
                    if (reached == point) {
                        killed.countDown();
                        throw new Killed();
                    }
                },
                T0);
        first.poll();
        await().atMost(Duration.ofSeconds(30)).until(() -> killed.getCount() == 0);
        // No close, no stop: a killed process says no good-bye.
    }

    @Test
    void anotherCutOfTheSameOffsetsAfterARestartDoublesNothing(DatabendDatabase databend) {
        Map<String, String> config =
                SinkHarness.config(databend, "insert.mode", "insert", "flush.max.rows", "3", "batch.size", "3");
        SinkHarness.Log log = tenRowsThenChanges();
        AtomicInteger flushes = new AtomicInteger();
        SinkHarness first = SinkHarness.start(
                log,
                config,
                (reached, topic) -> {
                    if (reached == Point.AFTER_READ_BACK && flushes.incrementAndGet() == 2) {
                        throw new Killed();
                    }
                },
                T0);
        first.poll();
        await().until(() -> flushes.get() == 2);
        log.committed.clear(); // Kafka has not heard of any of it
        config.put("flush.max.rows", "7");
        config.put("batch.size", "7");
        try (SinkHarness next = SinkHarness.start(log, config, FaultPoints.NONE, T0)) {
            next.pollSize(4).drain();
        }
        assertThat(databend.query("SELECT count(*), sum(id) FROM t")).containsExactly(List.of("10", "45"));
    }

    @ParameterizedTest
    @CsvSource({
        "COMMIT, LOSE_ANSWER",
        "COMMIT, LOSE_REQUEST",
        "COMMIT, LIE_ABOUT_COMMIT",
        "COMMIT, FORGET_SESSION",
        "BEGIN, LOSE_ANSWER",
        "BEGIN, FORGET_SESSION",
        "UPDATE, LOSE_ANSWER",
        "UPDATE, FORGET_SESSION",
        "COPY, LOSE_ANSWER",
        "COPY, LOSE_REQUEST",
        "COPY, FORGET_SESSION",
        "COPY, UNAVAILABLE",
        "COPY, KILL_QUERY",
        "UPDATE, KILL_QUERY",
        "COMMIT, KILL_QUERY",
        "/v1/upload_to_stage, LOSE_ANSWER",
        "/v1/upload_to_stage, UNAVAILABLE",
        "/v1/upload_to_stage, CUT_IN_HALF",
        "REMOVE, LOSE_ANSWER",
        "SELECT *, LOSE_ANSWER"
    })
    void whateverTheNetworkDoesToAnAppendEachRowIsThereOnce(String statement, Fault fault, DatabendDatabase databend) {
        try (FaultyProxy proxy = new FaultyProxy(databend.url())) {
            Map<String, String> config =
                    SinkHarness.config(databend, "insert.mode", "insert", "connection.url", proxy.url());
            SinkHarness.Log log = new SinkHarness.Log();
            Rows.add(log, "t", 0, "first", 1L);
            AtomicInteger hits = new AtomicInteger();
            try (SinkHarness sink = SinkHarness.start(log, config, FaultPoints.NONE, T0)) {
                sink.drain();
                for (int i = 1; i < 10; i++) {
                    Rows.add(log, "t", i, "first", 1L);
                }
                proxy.weather(sql -> sql.startsWith(statement) && hits.getAndIncrement() == 0 ? fault : Fault.NONE);
                sink.drain();
            }
            assertThat(hits.get()).isPositive();
            assertThat(databend.query("SELECT count(*), sum(id) FROM t")).containsExactly(List.of("10", "45"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"COPY", "COMMIT", "/v1/upload_to_stage"})
    void aNetworkThatHangsInTheMiddleIsGivenUpAndEachRowIsThereOnce(String statement, DatabendDatabase databend) {
        try (FaultyProxy proxy = new FaultyProxy(databend.url())) {
            Map<String, String> config =
                    SinkHarness.config(databend, "insert.mode", "insert", "connection.url", proxy.url());
            AtomicInteger hangs = new AtomicInteger();
            proxy.weather(sql -> sql.startsWith(statement) && hangs.getAndIncrement() == 0 ? Fault.HANG : Fault.NONE);
            try (SinkHarness sink =
                    SinkHarness.start(tenRowsThenChanges(), config, FaultPoints.NONE, Duration.ofSeconds(2), T0)) {
                sink.drain();
            }
            assertThat(hangs.get()).isGreaterThan(1);
            assertThat(databend.query("SELECT count(*), sum(id) FROM t")).containsExactly(List.of("10", "45"));
        }
    }

    @Test
    void aServerThatSaysOkToCommitWithNothingCommittedIsNeverBelieved(DatabendDatabase databend) {
        try (FaultyProxy proxy = new FaultyProxy(databend.url())) {
            Map<String, String> config = SinkHarness.config(
                    databend, "insert.mode", "insert", "connection.url", proxy.url(), "max.retries", "2");
            proxy.weather(sql -> sql.equals("COMMIT") ? Fault.LIE_ABOUT_COMMIT : Fault.NONE);
            SinkHarness sink = SinkHarness.start(tenRowsThenChanges(), config, FaultPoints.NONE, T0);
            assertThatThrownBy(sink::drain)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("the ledger of topic t has not moved");
            sink.task().stop();
            assertThat(databend.query("SELECT count(*) FROM t")).containsExactly(List.of("0"));
        }
    }

    @Test
    void aTaskThatLostItsPartitionWithoutKnowingIsFenced(DatabendDatabase databend) {
        Map<String, String> config = SinkHarness.config(databend, "insert.mode", "insert");
        SinkHarness.Log log = tenRowsThenChanges();
        CountDownLatch paused = new CountDownLatch(1);
        CountDownLatch wakeUp = new CountDownLatch(1);
        // The old owner stops, as in a long garbage collection, with its transaction open and about to commit.
        SinkHarness old = SinkHarness.start(
                log,
                config,
                (reached, topic) -> {
                    if (reached == Point.AFTER_LOAD) {
                        paused.countDown();
                        awaitQuietly(wakeUp);
                    }
                },
                T0);
        old.poll();
        awaitQuietly(paused);
        try (SinkHarness next = SinkHarness.start(log, config, FaultPoints.NONE, T0)) {
            next.drain();
            wakeUp.countDown();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                old.poll();
                return old.isFenced("t");
            });
            Rows.add(log, "t", 10, "second", 1L);
            next.drain();
            old.poll();
        }
        old.task().stop();
        assertThat(databend.query("SELECT count(*), sum(id) FROM t")).containsExactly(List.of("11", "55"));
    }

    @Test
    void aRevokedPartitionGoesOnWhereTheLedgerStands(DatabendDatabase databend) {
        Map<String, String> config = SinkHarness.config(databend, "insert.mode", "insert");
        SinkHarness.Log log = new SinkHarness.Log();
        TopicPartition t1 = new TopicPartition("t", 1);
        for (int i = 0; i < 20; i++) {
            log.add("t", i % 2, Rows.KEY, Rows.key(i), Rows.ROW, Rows.row(i, "n", 1L));
        }
        try (SinkHarness one = SinkHarness.start(log, config, FaultPoints.NONE, T0, t1);
                SinkHarness two = SinkHarness.start(log, config, FaultPoints.NONE)) {
            one.pollSize(3).poll();
            one.close(t1); // what waited of t1 is two's now, what waited of t0 is read again
            two.open(t1);
            for (int i = 20; i < 30; i++) {
                log.add("t", i % 2, Rows.KEY, Rows.key(i), Rows.ROW, Rows.row(i, "n", 1L));
            }
            one.drain();
            two.drain();
        }
        assertThat(databend.query("SELECT count(*), count(DISTINCT id) FROM t")).containsExactly(List.of("30", "30"));
    }

    @Test
    void offsetsAreReportedOnlyAfterTheCommit(DatabendDatabase databend) {
        SinkHarness.Log log = tenRowsThenChanges();
        CountDownLatch go = new CountDownLatch(1);
        try (SinkHarness sink = SinkHarness.start(
                log,
                SinkHarness.config(databend),
                (reached, topic) -> {
                    if (reached == Point.AFTER_LOAD) {
                        awaitQuietly(go);
                    }
                },
                T0)) {
            sink.poll();
            sink.commit();
            assertThat(log.committed).doesNotContainKey(T0);
            go.countDown();
            sink.drain();
            assertThat(log.committed).containsEntry(T0, 10L);
        }
    }

    @Test
    void aTopicMadeAnewIsNotTakenForWhatIsAlreadyThere(DatabendDatabase databend) {
        Map<String, String> config = SinkHarness.config(databend, "insert.mode", "insert");
        try (SinkHarness sink = SinkHarness.start(tenRowsThenChanges(), config, FaultPoints.NONE, T0)) {
            sink.drain();
        }
        SinkHarness.Log anew = new SinkHarness.Log();
        Rows.add(anew, "t", 77, "new", 1L);
        try (SinkHarness sink = SinkHarness.start(anew, config, FaultPoints.NONE, T0)) {
            sink.seekTo(T0, 0); // as a consumer does whose position is beyond the end
            assertThatThrownBy(sink::poll)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("offset 0")
                    .hasMessageContaining("Reset the connector's offsets");
        }
    }

    /** A change of this test is a change of what users have stored. */
    @Test
    void theLedgerOfVersion01WithAColumnThatALaterOneAddedIsGoneOnWith(DatabendDatabase databend) {
        String ledger = "`_bendsync_offsets_t_3d5b71619ecc_0`";
        databend.execute("CREATE TABLE " + ledger
                + " (connector VARCHAR, topic VARCHAR, kafka_partition INT, next_offset BIGINT, epoch BIGINT, owner VARCHAR,"
                + " updated_at TIMESTAMP, later VARCHAR) AS SELECT 'sink', 't', 0, 4, 7, 'of 0.1', now(), 'kept'");
        try (SinkHarness next = SinkHarness.start(
                tenRowsThenChanges(), SinkHarness.config(databend, "insert.mode", "insert"), FaultPoints.NONE, T0)) {
            next.drain();
        }
        assertThat(databend.query("SELECT count(*), min(id) FROM t")).containsExactly(List.of("6", "4"));
        assertThat(databend.query("SELECT next_offset, epoch, later FROM " + ledger))
                .containsExactly(List.of("10", "8", "kept"));
    }

    @Test
    void withoutTheLedgerRowsAreWrittenAndNoTableOfOursAppears(DatabendDatabase databend) {
        Map<String, String> config = SinkHarness.config(databend, "exactly.once", "false");
        SinkHarness.Log log = tenRowsThenChanges();
        try (SinkHarness sink = SinkHarness.start(log, config, FaultPoints.NONE, T0)) {
            sink.drain();
            Rows.add(log, "t", 3, "changed", 2L);
            sink.drain();
        }
        assertThat(databend.query("SELECT count(*), sum(amount) FROM t")).containsExactly(List.of("10", "11"));
        assertThat(databend.query("SHOW TABLES")).containsExactly(List.of("t"));
    }

    @Test
    void offsetsResetByAnOperatorAreResetInDatabendToo(DatabendDatabase databend) {
        Map<String, String> config = SinkHarness.config(databend, "insert.mode", "insert");
        SinkHarness.Log log = tenRowsThenChanges();
        try (SinkHarness sink = SinkHarness.start(log, config, FaultPoints.NONE, T0)) {
            sink.drain();
        }
        new DatabendSinkConnector().alterOffsets(config, Map.of(T0, 7L));
        log.committed.put(T0, 7L);
        try (SinkHarness sink = SinkHarness.start(log, config, FaultPoints.NONE, T0)) {
            sink.drain();
        }
        assertThat(databend.query("SELECT count(*) FROM t")).containsExactly(List.of("13"));
        Map<TopicPartition, Long> forgotten = new java.util.HashMap<>();
        forgotten.put(T0, null);
        new DatabendSinkConnector().alterOffsets(config, forgotten);
        log.committed.clear();
        try (SinkHarness sink = SinkHarness.start(log, config, FaultPoints.NONE, T0)) {
            sink.drain();
        }
        assertThat(databend.query("SELECT count(*) FROM t")).containsExactly(List.of("23"));
    }

    @Test
    void retryingADayLaterDoublesNothingBecauseNothingRestsOnTheServersMemoryOfFiles(DatabendDatabase databend) {
        // Every attempt stages a file of another name and loads it by FORCE, so the server's own memory, which
        // forgets after a day, never takes part; here the commit of the first attempt is what nobody heard of.
        Map<String, String> config = SinkHarness.config(databend, "insert.mode", "insert");
        SinkHarness.Log log = tenRowsThenChanges();
        AtomicInteger attempts = new AtomicInteger();
        try (SinkHarness sink = SinkHarness.start(
                log,
                config,
                (reached, topic) -> {
                    if (reached == Point.AFTER_COMMIT && attempts.getAndIncrement() == 0) {
                        throw new DatabendException(ErrorKind.UNANSWERED, 0, "answer lost", null);
                    }
                },
                T0)) {
            sink.drain();
        }
        assertThat(databend.query("SELECT count(*) FROM t")).containsExactly(List.of("10"));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
