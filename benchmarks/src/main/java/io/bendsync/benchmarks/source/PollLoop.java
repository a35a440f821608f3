package io.bendsync.benchmarks.source;

import io.bendsync.benchmarks.measure.BenchmarkException;
import io.bendsync.benchmarks.measure.ChildSettings;
import io.bendsync.benchmarks.measure.ProcessMeter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.source.SourceConnectorContext;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * The child process of {@link SourcePollBenchmark}: does to a source task what a Connect worker does
 * up to the producer: polls, takes each record's offset, converts key and value.
 */
final class PollLoop {

    private final Converter key;
    private final Converter value;
    private long bytes;
    private Map<String, ?> offset = Map.of();

    private PollLoop(String converter) throws ReflectiveOperationException {
        key = converter.equals("none") ? null : converter(converter, true);
        value = converter.equals("none") ? null : converter(converter, false);
    }

    private static Converter converter(String name, boolean isKey) throws ReflectiveOperationException {
        Converter converter = Class.forName(name)
                .asSubclass(Converter.class)
                .getDeclaredConstructor()
                .newInstance();
        converter.configure(Map.of(), isKey);
        return converter;
    }

    public static void main(String[] arguments) throws Exception {
        ProcessMeter meter = ProcessMeter.withStart();
        PollLoop loop = new PollLoop(ChildSettings.text("CONVERTER"));
        SourceConnector connector = Class.forName("io.bendsync.source.jdbc.JdbcSourceConnector")
                .asSubclass(SourceConnector.class)
                .getDeclaredConstructor()
                .newInstance();
        connector.initialize(new NoContext());
        connector.start(config());
        SourceTask task = connector
                .taskClass()
                .asSubclass(SourceTask.class)
                .getDeclaredConstructor()
                .newInstance();
        task.initialize(new FreshTask(connector.taskConfigs(1).get(0)));
        task.start(connector.taskConfigs(1).get(0));
        long rows = loop.poll(task, ChildSettings.number("ROWS"));
        System.out.println("polled " + rows + " rows, " + loop.bytes + " bytes, up to " + loop.offset);
        System.out.println(meter.measured(rows).toLine());
        task.stop();
        connector.stop();
        System.exit(0);
    }

    private static Map<String, String> config() {
        Map<String, String> config = new HashMap<>();
        config.put("name", "bench");
        config.put("connector.class", "io.bendsync.source.jdbc.JdbcSourceConnector");
        config.put("connection.url", ChildSettings.text("URL"));
        config.put("connection.user", ChildSettings.text("USER"));
        config.put("connection.password", ChildSettings.text("PASSWORD"));
        config.put("table.whitelist", ChildSettings.text("TABLE"));
        config.put("mode", "incrementing");
        config.put("incrementing.column.name", "id");
        config.put("batch.max.rows", "5000");
        config.put("topic.prefix", "");
        return config;
    }

    private long poll(SourceTask task, int rows) throws InterruptedException {
        long polled = 0;
        while (polled < rows) {
            List<SourceRecord> records = task.poll();
            if (records == null) {
                continue;
            }
            for (SourceRecord each : records) {
                convert(each);
            }
            polled += records.size();
        }
        if (polled != rows) {
            throw new BenchmarkException("the task gave " + polled + " rows of a table with " + rows);
        }
        return polled;
    }

    private void convert(SourceRecord each) {
        offset = each.sourceOffset();
        if (value != null) {
            bytes += key.fromConnectData(each.topic(), each.keySchema(), each.key()).length;
            bytes += value.fromConnectData(each.topic(), each.valueSchema(), each.value()).length;
        }
    }

    /** The class that every worker has; named here so that a run can be told to use it. */
    static String kafkasConverter() {
        return JsonConverter.class.getName();
    }

    /** No worker to tell anything. */
    private static final class NoContext implements SourceConnectorContext {
        @Override
        public OffsetStorageReader offsetStorageReader() {
            return new FreshTask(Map.of()).offsetStorageReader();
        }

        @Override
        public void requestTaskReconfiguration() {
            // one table, one task
        }

        @Override
        public void raiseError(Exception error) {
            throw new BenchmarkException("the connector failed", error);
        }

        @Override
        public org.apache.kafka.common.metrics.PluginMetrics pluginMetrics() {
            return null;
        }
    }
}
