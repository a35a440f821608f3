package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bendsync.sink.commit.FaultPoints;
import io.bendsync.sink.commit.FaultPoints.Point;
import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.StackExtension;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ledger's tables: made where they are to be, reset by order; and what holds without them. */
@ExtendWith(StackExtension.class)
class LedgerIT {
    private static SinkHarness.Log tenRows(String... topics) {
        SinkHarness.Log log = new SinkHarness.Log();
        for (String topic : topics) {
            for (int i = 0; i < 10; i++) {
                Rows.add(log, topic, i, "n", 1L);
            }
        }
        return log;
    }

    @Test
    void aResetOfAllOffsetsThatKafkaHasNoneOfResetsThoseOfThisConnectorAndOfNoOther(DatabendDatabase databend) {
        Map<String, String> config = SinkHarness.config(databend, "insert.mode", "insert");
        Map<String, String> other = SinkHarness.config(databend, "insert.mode", "insert", "name", "other");
        SinkHarness.Log log = tenRows("t", "u");
        try (SinkHarness sink = SinkHarness.start(log, config, "t", "u");
                SinkHarness beside = SinkHarness.start(log, other, "u")) {
            sink.drain();
            beside.drain();
        }
        new DatabendSinkConnector().alterOffsets(config, Map.of());
        log.committed.clear();
        try (SinkHarness sink = SinkHarness.start(log, config, "t", "u");
                SinkHarness beside = SinkHarness.start(log, other, "u")) {
            sink.drain();
            beside.drain();
        }
        assertThat(databend.query("SELECT (SELECT count(*) FROM t), (SELECT count(*) FROM u)"))
                .containsExactly(List.of("20", "30"));
    }

    @Test
    void aTopicMadeAnewStopsTheTaskWithTheCallsToMake(DatabendDatabase databend) {
        Map<String, String> config = SinkHarness.config(databend, "insert.mode", "insert");
        try (SinkHarness sink = SinkHarness.start(tenRows("t"), config, "t")) {
            sink.drain();
        }
        TopicPartition t0 = new TopicPartition("t", 0);
        SinkHarness.Log anew = new SinkHarness.Log();
        Rows.add(anew, "t", 77, "new", 1L);
        try (SinkHarness sink = SinkHarness.start(anew, config, "t")) {
            sink.seekTo(t0, 0);
            assertThatThrownBy(sink::poll)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("PUT /connectors/sink/stop, DELETE /connectors/sink/offsets");
        }
    }

    @Test
    void theDatabaseOfTheLedgerIsCreatedWhereTablesMayBe(DatabendDatabase databend) {
        String database = databend.name() + "_missing";
        Map<String, String> config = SinkHarness.config(databend, "connection.database", database);
        try (SinkHarness sink = SinkHarness.start(tenRows("t"), config, "t")) {
            sink.drain();
        }
        assertThat(databend.query("SELECT count(*) FROM `" + database + "`.t")).containsExactly(List.of("10"));
        databend.execute("DROP DATABASE `" + database + "`");
    }

    @Test
    void withoutTheLedgerACleanStopWaitsForTheFlushUnderWayAndDoublesNothing(DatabendDatabase databend) {
        Map<String, String> config =
                SinkHarness.config(databend, "insert.mode", "insert", "exactly.once", "false", "pk.mode", "none");
        SinkHarness.Log log = tenRows("t");
        TopicPartition t0 = new TopicPartition("t", 0);
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FaultPoints slow = (point, topic) -> {
            if (point == Point.AFTER_UPLOAD) {
                reached.countDown();
                awaitQuietly(go);
            }
        };
        try (SinkHarness sink = SinkHarness.start(log, config, slow, t0)) {
            sink.poll();
            await().until(() -> reached.getCount() == 0);
            Thread opener = new Thread(() -> {
                awaitQuietly(new CountDownLatch(1), 300);
                go.countDown();
            });
            opener.start();
            sink.close(t0); // asks for what is committed, then closes
            assertThat(log.committed).containsEntry(t0, 10L);
            sink.open(t0);
            sink.drain();
        }
        assertThat(databend.query("SELECT count(*) FROM t")).containsExactly(List.of("10"));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        awaitQuietly(latch, Integer.MAX_VALUE);
    }

    private static void awaitQuietly(CountDownLatch latch, int millis) {
        try {
            latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
