package io.bendsync.source.jdbc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceConnectorContext;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * Connect's part in a test with several tasks: a connector that keeps running, its tasks, the offsets they share, and
 * the topic's log. What a task handed over is under way until it is delivered, record by record, in whatever order the
 * test has it between tasks; a killed task's records under way are lost, as exactly-once has it.
 */
final class WorkerRun implements AutoCloseable {
    private final Map<String, String> config;
    private final Map<Map<String, ?>, Map<String, Object>> offsets = Collections.synchronizedMap(new HashMap<>());
    private final List<SourceRecord> log = new ArrayList<>();
    private final List<Running> tasks = new ArrayList<>();
    private JdbcSourceConnector connector;
    private volatile boolean reconfigure;
    private int configurations;

    private WorkerRun(Map<String, String> config) {
        this.config = config;
    }

    /** Starts connector and tasks with nothing stored; {@code tasks.max} says how many. */
    static WorkerRun start(Map<String, String> config) {
        return new WorkerRun(config).started();
    }

    private WorkerRun started() {
        connector = new JdbcSourceConnector();
        connector.initialize(new Context());
        connector.start(config);
        startTasks();
        return this;
    }

    private void startTasks() {
        reconfigure = false;
        configurations++;
        for (Map<String, String> task : connector.taskConfigs(Integer.parseInt(config.get("tasks.max")))) {
            tasks.add(new Running(task));
        }
    }

    /** Kills the worker: what was under way is lost, and another worker starts connector and tasks. */
    void killAll() {
        tasks.forEach(Running::kill);
        tasks.clear();
        connector.stop();
        started();
    }

    /** Kills one task; it is started again with the same configuration. */
    void kill(int task) {
        Map<String, String> same = tasks.get(task).config;
        tasks.get(task).kill();
        tasks.set(task, new Running(same));
    }

    /** Configures the tasks anew if the connector asked for it, after delivering what was under way. */
    boolean reconfigured() {
        if (!reconfigure) {
            return false;
        }
        for (Running task : tasks) {
            task.deliver(Integer.MAX_VALUE);
            task.kill();
        }
        tasks.clear();
        startTasks();
        return true;
    }

    /** Polls one task; what it hands over is under way. */
    int poll(int task) {
        return tasks.get(task).poll();
    }

    /** Delivers some of what a task has under way: it is in the log, and its offsets are stored. */
    int deliver(int task, int most) {
        return tasks.get(task).deliver(most);
    }

    /** Polls all tasks once and delivers everything, task by task; configures anew when asked to. */
    int round() {
        reconfigured();
        int delivered = 0;
        for (Running task : tasks) {
            task.poll();
            delivered += task.deliver(Integer.MAX_VALUE);
        }
        return delivered;
    }

    /** All that was delivered, in the order of the topic. */
    List<SourceRecord> log() {
        return log;
    }

    int tasks() {
        return tasks.size();
    }

    /** How often tasks were configured. */
    int configurations() {
        return configurations;
    }

    Map<Map<String, ?>, Map<String, Object>> offsets() {
        return offsets;
    }

    @Override
    public void close() {
        tasks.forEach(Running::kill);
        connector.stop();
    }

    private final class Running {
        private final Map<String, String> config;
        private final JdbcSourceTask task = new JdbcSourceTask();
        private final Deque<SourceRecord> underWay = new ArrayDeque<>();

        Running(Map<String, String> config) {
            this.config = config;
            task.initialize(new SourceTaskContext() {
                @Override
                public PluginMetrics pluginMetrics() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Map<String, String> configs() {
                    return config;
                }

                @Override
                public OffsetStorageReader offsetStorageReader() {
                    return new Reader();
                }
            });
            task.start(config);
        }

        int poll() {
            try {
                List<SourceRecord> records = task.poll();
                underWay.addAll(records == null ? List.of() : records);
                return records == null ? 0 : records.size();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        int deliver(int most) {
            int count = 0;
            while (count < most && !underWay.isEmpty()) {
                SourceRecord record = underWay.removeFirst();
                log.add(record);
                offsets.put(record.sourcePartition(), new HashMap<>(record.sourceOffset()));
                count++;
            }
            return count;
        }

        void kill() {
            underWay.clear();
            task.stop();
        }
    }

    private final class Reader implements OffsetStorageReader {
        @Override
        public <T> Map<String, Object> offset(Map<String, T> partition) {
            return offsets.get(partition);
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
            partitions.forEach(partition -> found.put(partition, offset(partition)));
            return found;
        }
    }

    private final class Context implements SourceConnectorContext {
        @Override
        public void requestTaskReconfiguration() {
            reconfigure = true;
        }

        @Override
        public void raiseError(Exception e) {
            throw new IllegalStateException(e);
        }

        @Override
        public PluginMetrics pluginMetrics() {
            throw new UnsupportedOperationException();
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return new Reader();
        }
    }
}
