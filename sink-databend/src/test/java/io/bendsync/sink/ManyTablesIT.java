package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bendsync.sink.commit.FaultPoints;
import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.StackExtension;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many tables in one task, ten changes a second each. The figures are in the log; the full form is
 * {@code -Dbendsync.tables=200 -Dbendsync.tables.seconds=60}.
 */
@ExtendWith(StackExtension.class)
class ManyTablesIT {
    private static final Logger LOG = LoggerFactory.getLogger(ManyTablesIT.class);
    private static final int TABLES = Integer.getInteger("bendsync.tables", 20);
    private static final int CHANGES_A_SECOND = 10;
    private static final int SECONDS = Integer.getInteger("bendsync.tables.seconds", 2);
    private static final int KEYS = 50;

    @Test
    void manyTablesKeepUpAndEachIsMergedIntoNoOftenerThanTheFlushIntervalSays(DatabendDatabase databend) {
        AtomicInteger requests = new AtomicInteger();
        AtomicInteger merges = new AtomicInteger();
        try (FaultyProxy proxy = new FaultyProxy(databend.url()).weather(sql -> {
            requests.incrementAndGet();
            merges.addAndGet(sql.startsWith("MERGE") ? 1 : 0);
            return FaultyProxy.Fault.NONE;
        })) {
            Map<String, String> config = SinkHarness.config(databend, "connection.url", proxy.url());
            config.remove("flush.interval.ms"); // what users get by default
            config.remove("flush.interval.max.ms");
            SinkHarness.Log log = new SinkHarness.Log();
            TopicPartition[] topics = IntStream.range(0, TABLES)
                    .mapToObj(t -> new TopicPartition("t" + t, 0))
                    .toArray(TopicPartition[]::new);
            for (TopicPartition topic : topics) {
                Rows.add(log, topic.topic(), 0, "first", 1L);
            }
            try (SinkHarness sink = SinkHarness.start(log, config, FaultPoints.NONE, topics)) {
                awaitCommitted(sink, log, Duration.ofMinutes(2)); // all tables are there
                requests.set(0);
                merges.set(0);
                long begun = System.nanoTime();
                int rounds = SECONDS * CHANGES_A_SECOND;
                for (int round = 1; round <= rounds; round++) {
                    for (TopicPartition topic : topics) {
                        Rows.add(log, topic.topic(), round % KEYS, "n", (long) round);
                    }
                    sink.poll();
                    sink.commit();
                    long due = begun + TimeUnit.MILLISECONDS.toNanos(1_000L * round / CHANGES_A_SECOND);
                    LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
                }
                long written = System.nanoTime();
                awaitCommitted(sink, log, Duration.ofSeconds(60));
                double seconds = (System.nanoTime() - begun) / 1e9;
                LOG.info(
                        "{} tables, {} changes in {} s; the last was there {} s after it was made; {} MERGE and {} requests a second",
                        TABLES,
                        rounds * TABLES,
                        seconds,
                        (System.nanoTime() - written) / 1e9,
                        merges.get() / seconds,
                        requests.get() / seconds);
                assertThat((double) merges.get()).isLessThanOrEqualTo(TABLES * (2 * seconds + 2));
            }
            assertThat(databend.query(
                            "SELECT (SELECT sum(amount) FROM t0) = (SELECT sum(amount) FROM t" + (TABLES - 1) + ")"))
                    .containsExactly(java.util.List.of("true"));
        }
    }

    private static void awaitCommitted(SinkHarness sink, SinkHarness.Log log, Duration limit) {
        await().atMost(limit).pollInterval(Duration.ofMillis(50)).until(() -> {
            sink.poll();
            sink.commit();
            return log.isCommitted();
        });
    }
}
