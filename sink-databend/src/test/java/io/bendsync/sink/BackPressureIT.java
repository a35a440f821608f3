package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bendsync.sink.commit.FaultPoints;
import io.bendsync.sink.commit.FaultPoints.Point;
import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.StackExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Memory has a limit whatever comes, tables do not wait for each other, and a lone change does not wait at all. */
@ExtendWith(StackExtension.class)
class BackPressureIT {
    @Test
    void readingPausesWhileTheBufferIsFullAndGoesOnWhenThereIsRoom(DatabendDatabase databend) {
        CountDownLatch open = new CountDownLatch(1);
        SinkHarness.Log log = new SinkHarness.Log();
        for (int i = 0; i < 400; i++) {
            Rows.add(log, "t", i, "x".repeat(1_000), 1L);
        }
        var config = SinkHarness.config(databend, "buffer.max.bytes", "100000");
        FaultPoints slow = (point, topic) -> {
            if (point == Point.BEFORE_UPLOAD) {
                awaitQuietly(open);
            }
        };
        try (SinkHarness sink = SinkHarness.start(log, config, slow, new TopicPartition("t", 0))) {
            sink.pollSize(10);
            await().until(() -> {
                sink.poll();
                return !sink.paused().isEmpty();
            });
            long held = sink.task().memory();
            for (int i = 0; i < 50; i++) {
                sink.poll();
            }
            assertThat(sink.task().memory()).isEqualTo(held).isLessThan(100_000 + 10 * 3_000);
            open.countDown();
            sink.drain();
            assertThat(sink.paused()).isEmpty();
        }
        assertThat(databend.query("SELECT count(*) FROM t")).containsExactly(List.of("400"));
    }

    @Test
    void aSlowTableDoesNotHoldUpAnother(DatabendDatabase databend) {
        CountDownLatch open = new CountDownLatch(1);
        SinkHarness.Log log = new SinkHarness.Log();
        Rows.add(log, "slow", 1, "a", 1L);
        Rows.add(log, "quick", 1, "a", 1L);
        FaultPoints slow = (point, topic) -> {
            if (topic.equals("slow") && point == Point.AFTER_BEGIN) {
                awaitQuietly(open);
            }
        };
        TopicPartition quick = new TopicPartition("quick", 0);
        try (SinkHarness sink =
                SinkHarness.start(log, SinkHarness.config(databend), slow, new TopicPartition("slow", 0), quick)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                sink.poll();
                sink.commit();
                return log.committed.getOrDefault(quick, 0L) == 1;
            });
            assertThat(log.committed).doesNotContainKey(new TopicPartition("slow", 0));
            open.countDown();
            sink.drain();
        }
    }

    @Test
    void aLoneChangeAfterAPauseIsWrittenAtOnceWhateverTheInterval(DatabendDatabase databend) {
        SinkHarness.Log log = new SinkHarness.Log();
        Rows.add(log, "t", 1, "a", 1L);
        var config = SinkHarness.config(databend, "flush.interval.ms", "3600000", "flush.interval.max.ms", "3600000");
        try (SinkHarness sink = SinkHarness.start(log, config, "t")) {
            sink.drain(); // an hour would be too long for this test
        }
        assertThat(databend.query("SELECT id FROM t")).containsExactly(List.of("1"));
    }

    @Test
    void rowsGatherWhileAFlushIsUnderWay(DatabendDatabase databend) {
        AtomicInteger flushes = new AtomicInteger();
        SinkHarness.Log log = new SinkHarness.Log();
        for (int i = 0; i < 1_000; i++) {
            Rows.add(log, "t", i, "a", 1L);
        }
        FaultPoints counting = (point, topic) -> {
            if (point == Point.AFTER_READ_BACK) {
                flushes.incrementAndGet();
            }
        };
        try (SinkHarness sink = SinkHarness.start(
                log, SinkHarness.config(databend, "batch.size", "1"), counting, new TopicPartition("t", 0))) {
            sink.pollSize(1).drain();
        }
        assertThat(databend.query("SELECT count(*) FROM t")).containsExactly(List.of("1000"));
        assertThat(flushes.get()).isLessThan(200);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
