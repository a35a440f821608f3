package io.bendsync.runtime.worker;

import io.bendsync.runtime.problem.BendsyncException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.runtime.isolation.LoaderSwap;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.source.SourceConnectorContext;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.ConverterType;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * Reads rows once through a source connector, without a worker and without offsets, so that the records are the very
 * ones that a pipeline's own source would send.
 */
public final class RowReader {
    private final Plugins plugins;

    /** With the connectors under the plugin folder. */
    public RowReader(Path folder) {
        plugins = new Plugins(Map.of("plugin.path", folder.toString(), "plugin.discovery", "service_load"));
    }

    /**
     * The records of one pass, until the source has nothing more to give.
     *
     * @param config of a source that reads everything at its first poll; with references to {@link PipelineSecrets}
     */
    public List<SourceRecord> read(Map<String, String> config) {
        String name = config.get("connector.class");
        SourceConnector connector = (SourceConnector) plugins.newConnector(name);
        Map<String, String> resolved = PipelineSecrets.resolve(config);
        try (LoaderSwap swap = plugins.withClassLoader(connector.getClass().getClassLoader())) {
            connector.initialize(new Nobody());
            connector.start(resolved);
            try {
                return pass(connector);
            } finally {
                connector.stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BendsyncException.failed("stopped while reading rows", e);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw e instanceof BendsyncException problem
                    ? problem
                    : BendsyncException.failed("connector " + name + " cannot read the rows: " + FailureCause.of(e), e);
        }
    }

    /**
     * What turns the keys or the values of such records into bytes in that pipeline.
     *
     * @param config of its source; with references to {@link PipelineSecrets}
     */
    public PluginConverter converter(Map<String, String> config, ConverterType part) {
        return PluginConverter.create(plugins, PipelineSecrets.resolve(config), part);
    }

    private static List<SourceRecord> pass(SourceConnector connector)
            throws ReflectiveOperationException, InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        for (Map<String, String> config : connector.taskConfigs(1)) {
            SourceTask task = connector
                    .taskClass()
                    .asSubclass(SourceTask.class)
                    .getDeclaredConstructor()
                    .newInstance();
            task.initialize(new FirstRun(config));
            task.start(config);
            try {
                List<SourceRecord> some = task.poll();
                while (some != null && !some.isEmpty()) {
                    records.addAll(some);
                    some = task.poll();
                }
            } finally {
                task.stop();
            }
        }
        return records;
    }

    /** There is no worker to tell anything. */
    private static final class Nobody implements SourceConnectorContext {
        @Override
        public void requestTaskReconfiguration() {
            // one pass over one table
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return new NoOffsets();
        }

        @Override
        public void raiseError(Exception error) {
            throw BendsyncException.failed("the connector failed: " + FailureCause.of(error), error);
        }

        @Override
        public PluginMetrics pluginMetrics() {
            return null;
        }
    }

    /** A task that never ran before. */
    private record FirstRun(Map<String, String> configs) implements SourceTaskContext {
        @Override
        public OffsetStorageReader offsetStorageReader() {
            return new NoOffsets();
        }

        @Override
        public PluginMetrics pluginMetrics() {
            return null;
        }
    }

    /** Nothing was ever read. */
    private static final class NoOffsets implements OffsetStorageReader {
        @Override
        public <T> Map<String, Object> offset(Map<String, T> partition) {
            return null;
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            return new HashMap<>();
        }
    }
}
