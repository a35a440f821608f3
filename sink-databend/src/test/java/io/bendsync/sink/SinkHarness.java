package io.bendsync.sink;

import static org.awaitility.Awaitility.await;

import io.bendsync.sink.commit.FaultPoints;
import io.bendsync.testkit.DatabendDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.IllegalWorkerStateException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Plays Kafka Connect to one task: topics are lists, and seeking, pausing, committing and dying work on them as on the
 * real thing.
 */
final class SinkHarness implements AutoCloseable {
    /** A topic partition's records, which outlive any task. */
    static final class Log {
        private final Map<TopicPartition, List<SinkRecord>> records = new HashMap<>();
        final Map<TopicPartition, Long> committed = new HashMap<>();
        final List<String> deadLetters = new ArrayList<>();
        private Long timestamp = 1_700_000_000_000L;

        /** What records are stamped with from now on, null for no timestamp. */
        Log at(Long millis) {
            this.timestamp = millis;
            return this;
        }

        /** Takes records away, as compaction, expiry and aborted transactions do: their offsets never come. */
        Log lose(TopicPartition partition, int from, int to) {
            Collections.fill(of(partition).subList(from, to), null);
            return this;
        }

        Log add(String topic, Schema keySchema, Object key, Schema schema, Object value) {
            return add(topic, 0, keySchema, key, schema, value);
        }

        Log add(String topic, int partition, Schema keySchema, Object key, Schema schema, Object value) {
            List<SinkRecord> list = of(new TopicPartition(topic, partition));
            list.add(new SinkRecord(
                    topic,
                    partition,
                    keySchema,
                    key,
                    schema,
                    value,
                    list.size(),
                    timestamp,
                    timestamp == null ? TimestampType.NO_TIMESTAMP_TYPE : TimestampType.CREATE_TIME));
            return this;
        }

        boolean isCommitted() {
            return records.entrySet().stream()
                    .allMatch(e -> committed.getOrDefault(e.getKey(), 0L)
                            >= e.getValue().size());
        }

        List<SinkRecord> of(TopicPartition partition) {
            return records.computeIfAbsent(partition, p -> new ArrayList<>());
        }
    }

    private final Log log;
    private final DatabendSinkTask task;
    private final Context context;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Metrics metrics = new Metrics();
    private int pollSize = 500;

    private SinkHarness(Log log, DatabendSinkTask task, Map<String, String> config) {
        this.log = log;
        this.task = task;
        this.context = new Context(config);
        task.initialize(context);
    }

    /** The configuration that most tests begin with. */
    static Map<String, String> config(DatabendDatabase databend, String... more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "sink",
                "connection.url", databend.url(),
                "connection.user", databend.user(),
                "connection.password", databend.password(),
                "auto.create", "true",
                "auto.evolve", "true",
                "insert.mode", "upsert",
                "pk.mode", "record_key",
                "retry.backoff.ms", "50"));
        config.put("flush.interval.ms", "50");
        config.put("flush.interval.max.ms", "100");
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }

    static SinkHarness start(Log log, Map<String, String> config, String... topics) {
        return start(
                log,
                config,
                FaultPoints.NONE,
                Arrays.stream(topics).map(t -> new TopicPartition(t, 0)).toArray(TopicPartition[]::new));
    }

    static SinkHarness start(Log log, Map<String, String> config, FaultPoints faults, TopicPartition... partitions) {
        return start(log, config, faults, Duration.ofSeconds(60), partitions);
    }

    /** Starts a task that waits no longer than this for a flush when partitions are taken from it. */
    static SinkHarness startImpatient(
            Log log, Map<String, String> config, FaultPoints faults, TopicPartition... partitions) {
        return start(
                new SinkHarness(
                        log, new DatabendSinkTask(faults, Duration.ofSeconds(60), Duration.ofMillis(200)), config),
                partitions);
    }

    /** Starts a task that takes a network to hang after so long. */
    static SinkHarness start(
            Log log,
            Map<String, String> config,
            FaultPoints faults,
            Duration answerLimit,
            TopicPartition... partitions) {
        return start(
                new SinkHarness(log, new DatabendSinkTask(faults, answerLimit, Duration.ofSeconds(20)), config),
                partitions);
    }

    private static SinkHarness start(SinkHarness harness, TopicPartition... partitions) {
        harness.task.start(harness.context.config);
        harness.open(partitions);
        return harness;
    }

    SinkHarness pollSize(int records) {
        this.pollSize = records;
        return this;
    }

    void open(TopicPartition... partitions) {
        for (TopicPartition partition : partitions) {
            context.assignment.add(partition);
            positions.put(partition, log.committed.getOrDefault(partition, 0L));
        }
        // As WorkerSinkTask does: what the task had paused is paused again, though new to the consumer.
        context.paused.retainAll(context.assignment);
        context.held.addAll(context.paused);
        task.open(List.of(partitions));
        seek();
    }

    void close(TopicPartition... partitions) {
        commit();
        task.close(List.of(partitions));
        for (TopicPartition partition : partitions) {
            context.assignment.remove(partition);
            context.held.remove(partition);
            positions.remove(partition);
        }
        seek();
    }

    /** One round of what a worker does: seek, poll, put. */
    void poll() {
        seek();
        List<SinkRecord> batch = new ArrayList<>();
        for (Map.Entry<TopicPartition, Long> position : positions.entrySet()) {
            if (!context.held.contains(position.getKey())) {
                List<SinkRecord> all = log.of(position.getKey());
                int from = (int) Math.min(position.getValue(), all.size());
                int to = Math.min(all.size(), from + pollSize);
                all.subList(from, to).stream().filter(Objects::nonNull).forEach(batch::add);
                position.setValue((long) to);
            }
        }
        task.put(batch);
    }

    private void seek() {
        positions.keySet().forEach(p -> {
            Long offset = context.seeks.get(p);
            if (offset != null) {
                positions.put(p, offset);
            }
        });
        context.seeks.clear();
    }

    void commit() {
        Map<TopicPartition, OffsetAndMetadata> current = new HashMap<>();
        positions.forEach((p, offset) -> current.put(p, new OffsetAndMetadata(offset)));
        task.preCommit(current).forEach((p, offset) -> log.committed.put(p, offset.offset()));
    }

    /** Reads all there is and waits until every record is committed in Databend. */
    SinkHarness drain() {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    poll();
                    commit();
                    return positions.keySet().stream()
                            .allMatch(p -> log.committed.getOrDefault(p, 0L)
                                    >= log.of(p).size());
                });
        return this;
    }

    void seekTo(TopicPartition partition, long offset) {
        context.seeks.remove(partition);
        positions.put(partition, offset);
    }

    /** A figure of the sink's own metrics. */
    double metric(String name) {
        return metrics.metrics().entrySet().stream()
                .filter(e -> e.getKey().name().equals(name))
                .map(e -> (Double) e.getValue().metricValue())
                .findFirst()
                .orElseThrow();
    }

    boolean isFenced(String topic) {
        return task.isFenced(topic);
    }

    /** What the consumer does not read at the moment. */
    Set<TopicPartition> paused() {
        return context.held;
    }

    DatabendSinkTask task() {
        return task;
    }

    @Override
    public void close() {
        task.close(List.copyOf(context.assignment));
        task.stop();
    }

    private final class Context implements SinkTaskContext {
        private final Map<String, String> config;
        private final Map<TopicPartition, Long> seeks = new HashMap<>();
        private final Set<TopicPartition> assignment = new HashSet<>();
        /** What the task asked for, which outlives the loss of a partition. */
        private final Set<TopicPartition> paused = new HashSet<>();
        /** What the consumer knows of it. */
        private final Set<TopicPartition> held = new HashSet<>();

        Context(Map<String, String> config) {
            this.config = config;
        }

        @Override
        public Map<String, String> configs() {
            return config;
        }

        @Override
        public void offset(Map<TopicPartition, Long> offsets) {
            seeks.putAll(offsets);
        }

        @Override
        public void offset(TopicPartition tp, long offset) {
            seeks.put(tp, offset);
        }

        @Override
        public void timeout(long timeoutMs) {
            // The harness never waits for records.
        }

        @Override
        public Set<TopicPartition> assignment() {
            return assignment;
        }

        @Override
        public void pause(TopicPartition... partitions) {
            requireAssigned(partitions);
            paused.addAll(List.of(partitions));
            held.addAll(List.of(partitions));
        }

        @Override
        public void resume(TopicPartition... partitions) {
            requireAssigned(partitions);
            List.of(partitions).forEach(paused::remove);
            List.of(partitions).forEach(held::remove);
        }

        private void requireAssigned(TopicPartition... partitions) {
            if (!assignment.containsAll(List.of(partitions))) {
                throw new IllegalWorkerStateException("not assigned: " + List.of(partitions));
            }
        }

        @Override
        public void requestCommit() {
            // The harness commits when it likes.
        }

        @Override
        public PluginMetrics pluginMetrics() {
            return new PluginMetricsImpl(metrics, Map.of());
        }

        @Override
        public ErrantRecordReporter errantRecordReporter() {
            return (record, error) -> {
                synchronized (log.deadLetters) {
                    log.deadLetters.add(record.topic() + "@" + record.kafkaOffset() + ": " + error.getMessage());
                }
                return CompletableFuture.completedFuture(null);
            };
        }
    }
}
