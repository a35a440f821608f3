package io.bendsync.source.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javax.management.JMException;
import javax.management.ObjectName;
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

    private Map<String, String> config;
    private final Map<Map<String, ?>, Map<String, ?>> stored = new HashMap<>();
    private final List<SourceRecord> records = new ArrayList<>();
    private boolean positionStored = true;
    private MySqlCdcSourceTask task;

    ConnectStandIn(CdcConfig config) {
        this.config = config.map();
    }

    /** From now on not even the position of the first load is stored before the test says so. */
    ConnectStandIn storingNothing() {
        positionStored = false;
        return this;
    }

    /** Gives a stopped connector another configuration. */
    ConnectStandIn reconfigured(CdcConfig other) {
        config = other.map();
        return this;
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

    /** Ends as a crash does: what was stored last is all that is known later; what was polled is in Kafka. */
    void crash() {
        task.stop();
        task = null;
    }

    void storeOffsets() {
        records.forEach(record -> stored.put(record.sourcePartition(), record.sourceOffset()));
    }

    /** Stores the offsets of the first so many records only, as if Kafka had not answered for the others yet. */
    void storeOffsets(int first) {
        records.stream().limit(first).forEach(record -> stored.put(record.sourcePartition(), record.sourceOffset()));
    }

    /** One poll; records land in the list. */
    void poll() {
        try {
            List<SourceRecord> polled = task.poll();
            if (polled != null) {
                records.addAll(polled);
                for (SourceRecord record : polled) {
                    task.commitRecord(record, null);
                    if (positionStored
                            && record.sourceOffset().containsKey("load")
                            && !record.sourcePartition().containsKey("table")) {
                        // The first load waits for this; a worker stores it with the next of its flushes.
                        stored.put(record.sourcePartition(), record.sourceOffset());
                    }
                }
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

    /** Polls until the first load is over and the binlog is read to its end. */
    ConnectStandIn untilLive() {
        pollUntil(() -> "live".equals(status("State")));
        return this;
    }

    /** What the connector tells of itself by JMX. */
    Object status(String attribute) {
        try {
            return ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("io.bendsync.source.cdc:type=first-load,server=\"it\""), attribute);
        } catch (JMException e) {
            throw new AssertionError(e);
        }
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
