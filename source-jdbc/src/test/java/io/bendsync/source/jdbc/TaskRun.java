package io.bendsync.source.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Connect's part in a test: configures connector and task, polls, keeps the offsets of what was polled. */
final class TaskRun implements AutoCloseable {
    private static final JsonConverter JSON = converter();

    private final Map<Map<String, ?>, Map<String, Object>> offsets;
    private final Map<String, String> config;
    private final JdbcSourceTask task = new JdbcSourceTask();
    private Predicate<Map<String, ?>> storing = partition -> true;

    private TaskRun(Map<String, String> config, Map<Map<String, ?>, Map<String, Object>> offsets) {
        this.config = config;
        this.offsets = offsets;
    }

    /** Starts one task for all tables of the configuration, with nothing stored. */
    static TaskRun start(Map<String, String> config) {
        return new TaskRun(config, new HashMap<>()).started();
    }

    /** Starts again where the stored offsets say, as after a kill. */
    TaskRun restarted() {
        return restarted(config);
    }

    /** Starts again with another configuration, where the stored offsets say. */
    TaskRun restarted(Map<String, String> other) {
        close();
        return new TaskRun(other, offsets).started();
    }

    /** Stores an offset as if it had been written by somebody. */
    static TaskRun start(Map<String, String> config, Map<String, ?> partition, Map<String, Object> offset) {
        TaskRun run = new TaskRun(config, new HashMap<>());
        run.offsets.put(partition, offset);
        return run.started();
    }

    private TaskRun started() {
        JdbcSourceConnector connector = new JdbcSourceConnector();
        connector.initialize(new NoContext(reader()));
        connector.start(config);
        Map<String, String> taskConfig = connector.taskConfigs(1).get(0);
        connector.stop();
        task.initialize(new Context());
        task.start(taskConfig);
        return this;
    }

    /** Polls once; the records count as committed. */
    List<SourceRecord> poll() {
        return poll(record -> true);
    }

    /** Polls once; records count as committed while the condition holds, as when a kill comes in between. */
    List<SourceRecord> poll(Predicate<SourceRecord> committed) {
        try {
            List<SourceRecord> records = task.poll();
            if (records == null) {
                return List.of();
            }
            List<SourceRecord> kept = new ArrayList<>();
            Map<Map<String, ?>, Map<String, ?>> last = new HashMap<>();
            for (SourceRecord record : records) {
                if (!committed.test(record)) {
                    break;
                }
                if (storing.test(record.sourcePartition())) {
                    last.put(record.sourcePartition(), record.sourceOffset());
                }
                kept.add(record);
            }
            last.forEach((partition, offset) -> offsets.put(partition, copy(offset)));
            task.commit();
            return kept;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** From here on only offsets of these partitions are stored, as when Connect is killed while it stores them. */
    void storeOnly(Predicate<Map<String, ?>> partitions) {
        storing = partitions;
    }

    /** Polls until there are so many records, or the time is over. */
    List<SourceRecord> take(int count) {
        return take(count, Duration.ofSeconds(20));
    }

    List<SourceRecord> take(int count, Duration atMost) {
        List<SourceRecord> records = new ArrayList<>();
        long end = System.nanoTime() + atMost.toNanos();
        while (records.size() < count && System.nanoTime() < end) {
            records.addAll(poll());
        }
        return records;
    }

    /** Polls for a while and takes whatever comes. */
    List<SourceRecord> takeFor(Duration time) {
        return take(Integer.MAX_VALUE, time);
    }

    Map<Map<String, ?>, Map<String, Object>> offsets() {
        return offsets;
    }

    @Override
    public void close() {
        task.stop();
    }

    /** As it comes back after Connect stored it: in the form in which it keeps offsets. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> copy(Map<String, ?> offset) {
        if (offset == null) {
            return null;
        }
        byte[] stored = JSON.fromConnectData("offsets", null, new HashMap<>(offset));
        return (Map<String, Object>) JSON.toConnectData("offsets", stored).value();
    }

    private static JsonConverter converter() {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", "false"), false);
        return converter;
    }

    private final class Context implements SourceTaskContext {
        @Override
        public org.apache.kafka.common.metrics.PluginMetrics pluginMetrics() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, String> configs() {
            return config;
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return reader();
        }
    }

    private OffsetStorageReader reader() {
        return new OffsetStorageReader() {
            @Override
            public <T> Map<String, Object> offset(Map<String, T> partition) {
                return offsets.get(partition);
            }

            @Override
            public <T> Map<Map<String, T>, Map<String, Object>> offsets(
                    java.util.Collection<Map<String, T>> partitions) {
                Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
                partitions.forEach(partition -> found.put(partition, offset(partition)));
                return found;
            }
        };
    }

    private static final class NoContext implements org.apache.kafka.connect.source.SourceConnectorContext {
        private final OffsetStorageReader offsets;

        NoContext(OffsetStorageReader offsets) {
            this.offsets = offsets;
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return offsets;
        }

        @Override
        public void requestTaskReconfiguration() {}

        @Override
        public void raiseError(Exception e) {
            throw new IllegalStateException(e);
        }

        @Override
        public org.apache.kafka.common.metrics.PluginMetrics pluginMetrics() {
            throw new UnsupportedOperationException();
        }
    }

    /** The task, for what tests ask of it directly. */
    SourceTask task() {
        return task;
    }
}
