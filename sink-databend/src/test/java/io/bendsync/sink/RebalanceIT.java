package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bendsync.sink.FaultyProxy.Fault;
import io.bendsync.sink.commit.FaultPoints;
import io.bendsync.sink.commit.FaultPoints.Point;
import io.bendsync.sink.databend.DatabendException;
import io.bendsync.sink.databend.ErrorKind;
import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.StackExtension;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Row 14 of the fault matrix and what is near it: partitions come and go while something is under way or in the way. */
@ExtendWith(StackExtension.class)
class RebalanceIT {
    private static final TopicPartition T0 = new TopicPartition("t", 0);
    private static final TopicPartition T1 = new TopicPartition("t", 1);

    /** Keeps the first flush that reaches a point there until it is let go. */
    private static final class Hold implements FaultPoints {
        private final Point where;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);
        private final AtomicBoolean failing = new AtomicBoolean();

        Hold(Point where) {
            this.where = where;
        }

        @Override
        public void reached(Point point, String topic) throws DatabendException {
            if (point == where && reached.getCount() > 0) {
                reached.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                if (failing.get()) {
                    throw new DatabendException(ErrorKind.TRANSIENT, 0, "down", null);
                }
            }
        }

        void awaitReached() {
            await().until(() -> reached.getCount() == 0);
        }
    }

    private static SinkHarness.Log log(int from, int to, SinkHarness.Log log) {
        for (int i = from; i < to; i++) {
            log.add("t", i % 2, Rows.KEY, Rows.key(i), Rows.ROW, Rows.row(i, "n", 1L));
        }
        return log;
    }

    private static void assertEachOnce(int rows, DatabendDatabase databend) {
        assertThat(databend.query("SELECT count(*), count(DISTINCT id) FROM t"))
                .containsExactly(List.of("" + rows, "" + rows));
    }

    @Test
    void partitionsThatWereTakenWhileTheBufferWasFullAreReadWhenTheyComeBack(DatabendDatabase databend) {
        Hold hold = new Hold(Point.BEFORE_UPLOAD);
        SinkHarness.Log log = new SinkHarness.Log();
        for (int i = 0; i < 200; i++) {
            Rows.add(log, "t", i, "x".repeat(1_000), 1L);
        }
        Map<String, String> config =
                SinkHarness.config(databend, "buffer.max.bytes", "100000", "insert.mode", "insert");
        try (SinkHarness sink = SinkHarness.startImpatient(log, config, hold, T0)) {
            sink.pollSize(10);
            await().until(() -> {
                sink.poll();
                return !sink.paused().isEmpty();
            });
            sink.close(T0);
            hold.go.countDown();
            sink.open(T0);
            sink.drain();
        }
        assertEachOnce(200, databend);
    }

    @Test
    void aPartitionThatWasTakenWhileItWaitedForDatabendIsReadWhenItComesBack(DatabendDatabase databend) {
        try (FaultyProxy proxy = new FaultyProxy(databend.url())) {
            SinkHarness.Log log = new SinkHarness.Log();
            Rows.add(log, "t", 1, "a", 1L);
            Map<String, String> config = SinkHarness.config(databend, "connection.url", proxy.url());
            try (SinkHarness sink = SinkHarness.start(log, config)) {
                proxy.weather(sql -> Fault.UNAVAILABLE);
                sink.open(T0);
                assertThat(sink.paused()).containsExactly(T0);
                sink.close(T0);
                proxy.weather(sql -> Fault.NONE);
                sink.open(T0);
                sink.drain();
                assertThat(sink.paused()).isEmpty();
            }
            assertThat(databend.query("SELECT id FROM t")).containsExactly(List.of("1"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Point.class,
            names = {"BEFORE_UPLOAD", "AFTER_LEDGER", "AFTER_LOAD", "AFTER_COMMIT"})
    void aFlushThatOutlastsAnEagerRebalanceNeitherDoublesItsRowsNorStopsTheTask(
            Point point, DatabendDatabase databend) {
        Map<String, String> config = SinkHarness.config(databend, "insert.mode", "insert");
        SinkHarness.Log log = log(0, 10, new SinkHarness.Log());
        Hold hold = new Hold(point);
        try (SinkHarness sink = SinkHarness.startImpatient(log, config, hold, T0, T1)) {
            sink.poll();
            hold.awaitReached();
            sink.close(T0, T1);
            sink.open(T0, T1);
            hold.go.countDown();
            sink.drain();
            log(10, 20, log);
            sink.drain();
        }
        assertEachOnce(20, databend);
    }

    @ParameterizedTest
    @EnumSource(
            value = Point.class,
            names = {"BEFORE_UPLOAD", "AFTER_LEDGER", "AFTER_LOAD", "AFTER_COMMIT"})
    void aFlushThatOutlastsACooperativeRebalanceLeavesThePartitionThatStaysAlive(
            Point point, DatabendDatabase databend) {
        Map<String, String> config = SinkHarness.config(databend, "insert.mode", "insert");
        SinkHarness.Log log = log(0, 10, new SinkHarness.Log());
        Hold hold = new Hold(point);
        try (SinkHarness one = SinkHarness.startImpatient(log, config, hold, T0, T1);
                SinkHarness two = SinkHarness.start(log, config, FaultPoints.NONE)) {
            one.poll();
            hold.awaitReached();
            one.close(T0);
            two.open(T0);
            log(10, 20, log);
            one.poll(); // whatever comes meanwhile has to wait
            hold.go.countDown();
            one.drain();
            two.drain();
            log(20, 30, log);
            one.drain();
            two.drain();
        }
        assertEachOnce(30, databend);
    }

    @Test
    void aFlushThatNobodyWaitsForAnyMoreDoesNotFailTheTask(DatabendDatabase databend) {
        Map<String, String> config = SinkHarness.config(databend, "insert.mode", "insert", "max.retries", "0");
        SinkHarness.Log log = log(0, 10, new SinkHarness.Log());
        Hold hold = new Hold(Point.AFTER_LOAD);
        hold.failing.set(true);
        try (SinkHarness sink = SinkHarness.startImpatient(log, config, hold, T0, T1)) {
            sink.poll();
            hold.awaitReached();
            sink.close(T0, T1);
            sink.open(T0, T1);
            hold.go.countDown();
            sink.drain();
        }
        assertEachOnce(10, databend);
    }
}
