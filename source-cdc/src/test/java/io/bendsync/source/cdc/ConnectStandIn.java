package io.bendsync.source.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * Runs the task as a Connect worker would, but for Kafka: records are kept in a list, and offsets are stored only when
 * the test says so, as a worker does at intervals.
 */
final class ConnectStandIn implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, String> config;
    private final Map<Map<String, ?>, Map<String, ?>> stored = new HashMap<>();
    private final List<SourceRecord> records = new ArrayList<>();
    private MySqlCdcSourceTask task;

    ConnectStandIn(CdcConfig config) {
        this.config = config.map();
    }

    ConnectStandIn start() {
        task = new MySqlCdcSourceTask();
        task.initialize(new Context());
        task.start(config);
        return this;
    }

    /** Stops as a clean shutdown does: offsets of all that was polled are stored. */
    void stop() {
        storeOffsets();
        task.stop();
        task = null;
    }

    void storeOffsets() {
        records.forEach(record -> stored.put(record.sourcePartition(), record.sourceOffset()));
    }

    /** One poll; records land in the list. */
    void poll() {
        try {
            List<SourceRecord> polled = task.poll();
            if (polled != null) {
                records.addAll(polled);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Polls until as many changes have come as are wanted, and not one more in a last poll. */
    List<Change> changes(int wanted) {
        pollUntil(() -> changes().size() >= wanted);
        poll();
        assertThat(changes()).hasSize(wanted);
        return changes();
    }

    /** Polls until a change arrives that meets the condition. */
    List<Change> until(Predicate<Change> last) {
        pollUntil(() -> changes().stream().anyMatch(last));
        return changes();
    }

    /** Polls until the condition is met, or a minute is over. */
    void pollUntil(BooleanSupplier condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> {
            poll();
            return condition.getAsBoolean();
        });
    }

    /** Polls for a while, whatever comes. */
    void pollFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        pollUntil(() -> System.nanoTime() >= end);
    }

    /** All changes of rows so far, tombstones and heartbeats left out. */
    List<Change> changes() {
        return records.stream()
                .filter(record ->
                        record.value() instanceof Struct value && value.schema().field("op") != null)
                .map(Change::new)
                .toList();
    }

    /** The statements of all schema changes so far. */
    List<String> statements() {
        return records.stream()
                .filter(record ->
                        record.value() instanceof Struct value && value.schema().field("ddl") != null)
                .map(record -> ((Struct) record.value()).getString("ddl"))
                .toList();
    }

    List<SourceRecord> records() {
        return List.copyOf(records);
    }

    @Override
    public void close() {
        if (task != null) {
            task.stop();
        }
    }

    private final class Context implements SourceTaskContext {

        @Override
        public Map<String, String> configs() {
            return config;
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return new Stored();
        }

        @Override
        public PluginMetrics pluginMetrics() {
            return null;
        }
    }

    private final class Stored implements OffsetStorageReader {

        @Override
        public <T> Map<String, Object> offset(Map<String, T> partition) {
            Map<String, ?> offset = stored.get(partition);
            return offset == null ? null : new HashMap<>(offset);
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            Map<Map<String, T>, Map<String, Object>> offsets = new HashMap<>();
            partitions.forEach(partition -> offsets.put(partition, offset(partition)));
            return offsets;
        }
    }
}
