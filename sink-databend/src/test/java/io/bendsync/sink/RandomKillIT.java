package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.sink.commit.FaultPoints;
import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.StackExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The short kill test: changes at random, several tasks on one table, each dying at random places and partitions moving
 * between them; at the end both sides agree. The seed is in every failure. KillIT does so with real processes.
 */
@ExtendWith(StackExtension.class)
class RandomKillIT {
    private static final int PARTITIONS = 4;
    private static final int CHANGES = 700;

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** What the source holds, by key, and the records that tell of it. */
    private static final class Source {
        final SinkHarness.Log log = new SinkHarness.Log();
        final Map<Integer, Long> rows = new TreeMap<>();
        long records;
        long sum;

        void change(Random random, boolean append) {
            int id = append ? (int) records : random.nextInt(200);
            int partition = id % PARTITIONS;
            long amount = random.nextInt(1_000);
            records++;
            if (!append && random.nextInt(4) == 0) {
                rows.remove(id);
                log.add("t", partition, Rows.KEY, Rows.key(id), null, null);
            } else {
                rows.put(id, amount);
                sum += amount;
                log.add("t", partition, Rows.KEY, Rows.key(id), Rows.ROW, Rows.row(id, "n", amount));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"upsert, 1", "upsert, 4", "insert, 1", "insert, 4"})
    void tasksThatDieAtRandomLeaveBothSidesAlike(String mode, int tasks, DatabendDatabase databend) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Map<String, String> config = SinkHarness.config(
                databend,
                "insert.mode",
                mode,
                "delete.enabled",
                Boolean.toString(mode.equals("upsert")),
                "batch.size",
                "50",
                "flush.max.rows",
                "120");
        Source source = new Source();
        List<SinkHarness> alive = new ArrayList<>();
        AtomicInteger kills = new AtomicInteger();
        int written = 0;
        while (written < CHANGES || kills.get() < 6) {
            if (alive.isEmpty() || random.nextInt(6) == 0) {
                alive = restart(source, config, tasks, random, kills); // as a rebalance does: all partitions move
            }
            for (int i = 0; i < 100 && written < CHANGES; i++, written++) {
                source.change(random, mode.equals("insert"));
            }
            for (SinkHarness sink : alive) {
                try {
                    sink.pollSize(1 + random.nextInt(60)).poll();
                    if (random.nextBoolean()) {
                        sink.commit();
                    }
                } catch (org.apache.kafka.connect.errors.ConnectException e) {
                    // A flush of it was killed; the next round puts another task in its place.
                    alive = new ArrayList<>();
                    break;
                }
            }
        }
        try (SinkHarness last = SinkHarness.start(source.log, config, FaultPoints.NONE, partitions())) {
            last.drain();
        }
        String what = "seed " + seed + " after " + kills.get() + " kills";
        if (mode.equals("upsert")) {
            assertThat(rows(databend.query("SELECT id, amount FROM t")))
                    .as(what)
                    .isEqualTo(source.rows);
        } else {
            assertThat(databend.query("SELECT count(*), sum(amount) FROM t"))
                    .as(what)
                    .containsExactly(List.of("" + source.records, "" + source.sum));
        }
    }

    /** Lets the tasks that there are simply go on (as zombies do), and starts others on the same partitions. */
    private static List<SinkHarness> restart(
            Source source, Map<String, String> config, int tasks, Random random, AtomicInteger kills) {
        List<TopicPartition> partitions = new ArrayList<>(List.of(partitions()));
        Collections.shuffle(partitions, random);
        List<SinkHarness> started = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            List<TopicPartition> share = new ArrayList<>();
            for (int i = task; i < partitions.size(); i += tasks) {
                share.add(partitions.get(i));
            }
            int dieAt = random.nextInt(12);
            AtomicInteger reached = new AtomicInteger();
            FaultPoints deadly = (point, topic) -> {
                if (reached.getAndIncrement() == dieAt) {
                    kills.incrementAndGet();
                    throw new Killed();
                }
            };
            started.add(SinkHarness.start(source.log, config, deadly, share.toArray(TopicPartition[]::new)));
        }
        return started;
    }

    private static TopicPartition[] partitions() {
        TopicPartition[] partitions = new TopicPartition[PARTITIONS];
        for (int i = 0; i < PARTITIONS; i++) {
            partitions[i] = new TopicPartition("t", i);
        }
        return partitions;
    }

    private static Map<Integer, Long> rows(List<List<String>> cells) {
        Map<Integer, Long> rows = new TreeMap<>();
        cells.forEach(row -> rows.merge(Integer.valueOf(row.get(0)), Long.valueOf(row.get(1)), (a, b) -> -1L));
        return rows;
    }
}
