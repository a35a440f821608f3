package io.bendsync.runtime.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The figures of connectors, read afresh at each scrape from Kafka's own counters. */
final class ConnectMetrics implements MultiCollector {
    private static final String CONSUMER = "kafka.consumer:type=consumer-fetch-manager-metrics,*";

    private static final double MILLIS = 0.001;

    /** As Kafka Connect names a sink task's consumer. */
    private static final Pattern CLIENT = Pattern.compile("connector-consumer-(.+)-\\d+$");

    private final MetricsScope scope;
    private final ConnectBeans beans = new ConnectBeans();

    ConnectMetrics(MetricsScope scope) {
        this.scope = scope;
    }

    @Override
    public MetricSnapshots collect() {
        List<MetricSnapshot> all = new ArrayList<>();
        all.add(counter(
                "bendsync_rows",
                "Rows given to the sink since the start, by table or topic.",
                byTable("records-consumed-total", false)));
        all.add(gauge(
                "bendsync_lag_rows",
                "Rows in Kafka that the sink has not taken yet, by table or topic.",
                byTable("records-lag", true)));
        all.add(counter(
                "bendsync_source_rows",
                "Rows that the source has written to Kafka since the start.",
                byConnector("source-task-metrics", "source-record-write-total")));
        all.add(gauge(
                "bendsync_sink_batch_seconds",
                "How long the sink takes for a batch of rows on average.",
                scaled(byConnector("sink-task-metrics", "put-batch-avg-time-ms"), MILLIS)));
        flushes(all);
        all.add(gauge(
                "bendsync_task_running",
                "1 where a connector's task runs, 0 where it has failed, is paused or is not assigned.",
                running()));
        all.add(counter(
                "bendsync_errors",
                "Records that could not be processed, by connector.",
                byConnector("task-error-metrics", "total-record-errors")));
        all.add(counter(
                "bendsync_retries",
                "Operations that were tried again, by connector.",
                byConnector("task-error-metrics", "total-retries")));
        all.add(counter(
                "bendsync_dead_letters",
                "Records sent to the dead-letter queue, by connector.",
                byConnector("task-error-metrics", "deadletterqueue-produce-requests")));
        all.add(gauge("bendsync_heap_used_bytes", "Memory in use in Java's heap.", Map.of(scope.common(), heap())));
        return new MetricSnapshots(all);
    }

    /** What the sink tells of itself, by Kafka Connect's metrics for plugins. */
    private void flushes(List<MetricSnapshot> all) {
        String sink = "plugins";
        all.add(counter(
                "bendsync_flushes", "Flushes into Databend since the start.", byConnector(sink, "flush-total")));
        all.add(counter(
                "bendsync_flush_rows",
                "Rows written to Databend by flushes since the start.",
                byConnector(sink, "flush-rows-total")));
        all.add(gauge(
                "bendsync_flush_rows_avg",
                "Rows of a flush, on average over the last minute; the largest task's.",
                most(sink, "flush-rows-avg")));
        all.add(gauge(
                "bendsync_flush_rows_max", "Rows of the last minute's largest flush.", most(sink, "flush-rows-max")));
        all.add(gauge(
                "bendsync_flush_seconds_avg",
                "How long a flush took, on average over the last minute; the slowest task's.",
                scaled(most(sink, "flush-time-avg-ms"), MILLIS)));
        all.add(gauge(
                "bendsync_flush_seconds_max",
                "How long the last minute's longest flush took.",
                scaled(most(sink, "flush-time-max-ms"), MILLIS)));
    }

    private Map<Labels, Double> most(String type, String attribute) {
        return merge("kafka.connect:type=" + type + ",*", attribute, this::ofConnector, Math::max);
    }

    private Map<Labels, Double> byTable(String attribute, boolean perPartition) {
        return sum(CONSUMER, attribute, bean -> {
            Matcher client = CLIENT.matcher(bean.getOrDefault("client-id", ""));
            boolean counts = bean.containsKey("topic") && bean.containsKey("partition") == perPartition;
            return counts && client.find() ? scope.ofTopic(client.group(1), bean.get("topic")) : Optional.empty();
        });
    }

    private Map<Labels, Double> byConnector(String type, String attribute) {
        return sum("kafka.connect:type=" + type + ",*", attribute, this::ofConnector);
    }

    private Optional<Labels> ofConnector(Map<String, String> bean) {
        return scope.ofConnector(bean.getOrDefault("connector", ""));
    }

    private Map<Labels, Double> running() {
        Map<Labels, Double> values = new TreeMap<>();
        for (ConnectBeans.Value each : beans.read("kafka.connect:type=connector-task-metrics,*", "status")) {
            ofConnector(each.labels())
                    .ifPresent(labels -> values.put(
                            labels.merge(Labels.of("task", each.labels().getOrDefault("task", ""))),
                            each.value().equals("running") ? 1.0 : 0.0));
        }
        return values;
    }

    private Map<Labels, Double> sum(
            String pattern, String attribute, Function<Map<String, String>, Optional<Labels>> label) {
        return merge(pattern, attribute, label, Double::sum);
    }

    private Map<Labels, Double> merge(
            String pattern,
            String attribute,
            Function<Map<String, String>, Optional<Labels>> label,
            BinaryOperator<Double> together) {
        Map<Labels, Double> sums = new TreeMap<>();
        for (ConnectBeans.Value each : beans.read(pattern, attribute)) {
            Optional<Labels> labels = label.apply(each.labels());
            if (labels.isPresent() && each.value() instanceof Number number && Double.isFinite(number.doubleValue())) {
                sums.merge(labels.get(), number.doubleValue(), together);
            }
        }
        return sums;
    }

    private static Map<Labels, Double> scaled(Map<Labels, Double> values, double factor) {
        Map<Labels, Double> scaled = new TreeMap<>();
        values.forEach((labels, value) -> scaled.put(labels, value * factor));
        return scaled;
    }

    private static double heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static CounterSnapshot counter(String name, String help, Map<Labels, Double> values) {
        CounterSnapshot.Builder builder = CounterSnapshot.builder().name(name).help(help);
        values.forEach((labels, value) -> builder.dataPoint(
                CounterDataPointSnapshot.builder().labels(labels).value(value).build()));
        return builder.build();
    }

    private static GaugeSnapshot gauge(String name, String help, Map<Labels, Double> values) {
        GaugeSnapshot.Builder builder = GaugeSnapshot.builder().name(name).help(help);
        values.forEach((labels, value) -> builder.dataPoint(
                GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
        return builder.build();
    }
}
