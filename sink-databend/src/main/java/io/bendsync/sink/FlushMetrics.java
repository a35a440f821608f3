package io.bendsync.sink;

import io.bendsync.sink.commit.FlushListener;
import java.util.LinkedHashMap;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Avg;
import org.apache.kafka.common.metrics.stats.CumulativeCount;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.metrics.stats.Max;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * What flushes take, as Kafka Connect's metrics of the task (KIP-877, since Kafka 4.1): by JMX
 * {@code kafka.connect:type=plugins,connector=…,task=…}. Averages and greatest values are those of the last minute.
 */
final class FlushMetrics implements FlushListener {
    private final Sensor rows;
    private final Sensor millis;

    private FlushMetrics(PluginMetrics metrics) {
        this.rows = metrics.addSensor("flush-rows");
        rows.add(metrics.metricName("flush-rows-avg", "Rows of a flush, on average", new LinkedHashMap<>()), new Avg());
        rows.add(metrics.metricName("flush-rows-max", "Rows of the largest flush", new LinkedHashMap<>()), new Max());
        rows.add(
                metrics.metricName("flush-rows-total", "Rows written since the start", new LinkedHashMap<>()),
                new CumulativeSum());
        this.millis = metrics.addSensor("flush-time");
        millis.add(
                metrics.metricName("flush-time-avg-ms", "Time of a flush, on average", new LinkedHashMap<>()),
                new Avg());
        millis.add(
                metrics.metricName("flush-time-max-ms", "Time of the longest flush", new LinkedHashMap<>()), new Max());
        millis.add(
                metrics.metricName("flush-total", "Flushes since the start", new LinkedHashMap<>()),
                new CumulativeCount());
    }

    /** Where the worker takes metrics; elsewhere one that forgets what it is told. */
    static FlushListener in(SinkTaskContext context) {
        try {
            PluginMetrics metrics = context.pluginMetrics();
            return metrics == null ? (rows, millis) -> {} : new FlushMetrics(metrics);
        } catch (NoSuchMethodError e) {
            return (rows, millis) -> {}; // a worker from before Kafka 4.1
        }
    }

    @Override
    public void flushed(int flushedRows, long tookMillis) {
        rows.record(flushedRows);
        millis.record((double) tookMillis);
    }
}
