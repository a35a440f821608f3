package io.bendsync.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bendsync.runtime.FakeBean;
import io.bendsync.runtime.pipeline.Capture;
import io.bendsync.runtime.pipeline.Endpoint;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.pipeline.SourceSettings;
import io.bendsync.runtime.pipeline.TargetSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class MetricsEndpointTest {
    private static final String CONSUMER =
            "kafka.consumer:type=consumer-fetch-manager-metrics,client-id=connector-consumer-shop-target-0,topic=orders";
    private static final Path EXAMPLES = Path.of("../examples/monitoring");

    @BeforeEach
    void aRunningPipeline() {
        FakeBean.register(CONSUMER, Map.of("records-consumed-total", 12.0));
        FakeBean.register(CONSUMER + ",partition=0", Map.of("records-lag", 3.0));
        FakeBean.register(CONSUMER + ",partition=1", Map.of("records-lag", 4.0));
        FakeBean.register(
                "kafka.connect:type=source-task-metrics,connector=shop-source,task=0",
                Map.of("source-record-write-total", 20.0));
        FakeBean.register(
                "kafka.connect:type=sink-task-metrics,connector=shop-target,task=0",
                Map.of("put-batch-avg-time-ms", 250.0));
        for (int task = 0; task < 2; task++) {
            FakeBean.register(
                    "kafka.connect:type=plugins,connector=shop-target,task=" + task,
                    Map.of(
                            "flush-total", 3.0,
                            "flush-rows-total", 900.0,
                            "flush-rows-avg", 300.0 + task,
                            "flush-rows-max", 500.0,
                            "flush-time-avg-ms", 40.0,
                            "flush-time-max-ms", 250.0 - task));
        }
        FakeBean.register(
                "kafka.connect:type=connector-task-metrics,connector=shop-target,task=0", Map.of("status", "running"));
        FakeBean.register(
                "kafka.connect:type=connector-task-metrics,connector=shop-source,task=0", Map.of("status", "failed"));
        FakeBean.register(
                "kafka.connect:type=connector-task-metrics,connector=other,task=0", Map.of("status", "running"));
        FakeBean.register(
                "kafka.connect:type=task-error-metrics,connector=shop-target,task=0",
                Map.of("total-record-errors", 1.0, "total-retries", 2.0, "deadletterqueue-produce-requests", 1.0));
    }

    @AfterEach
    void noBeansStay() {
        FakeBean.unregister("kafka.consumer:*");
        FakeBean.unregister("kafka.connect:*");
    }

    @Test
    void kafkasFiguresAreToldInTheWordsOfThePipeline() throws IOException {
        assertThat(scrape().lines())
                .contains(
                        "bendsync_rows_total{pipeline=\"shop\",table=\"orders\"} 12.0",
                        "bendsync_lag_rows{pipeline=\"shop\",table=\"orders\"} 7.0",
                        "bendsync_source_rows_total{connector=\"shop-source\",pipeline=\"shop\"} 20.0",
                        "bendsync_sink_batch_seconds{connector=\"shop-target\",pipeline=\"shop\"} 0.25",
                        "bendsync_flushes_total{connector=\"shop-target\",pipeline=\"shop\"} 6.0",
                        "bendsync_flush_rows_total{connector=\"shop-target\",pipeline=\"shop\"} 1800.0",
                        "bendsync_flush_rows_avg{connector=\"shop-target\",pipeline=\"shop\"} 301.0",
                        "bendsync_flush_rows_max{connector=\"shop-target\",pipeline=\"shop\"} 500.0",
                        "bendsync_flush_seconds_avg{connector=\"shop-target\",pipeline=\"shop\"} 0.04",
                        "bendsync_flush_seconds_max{connector=\"shop-target\",pipeline=\"shop\"} 0.25",
                        "bendsync_task_running{connector=\"shop-source\",pipeline=\"shop\",task=\"0\"} 0.0",
                        "bendsync_task_running{connector=\"shop-target\",pipeline=\"shop\",task=\"0\"} 1.0",
                        "bendsync_dead_letters_total{connector=\"shop-target\",pipeline=\"shop\"} 1.0")
                .noneMatch(line -> line.contains("other"));
    }

    @Test
    void aWorkerShowsAllItsConnectorsByTopic() throws IOException {
        try (MetricsEndpoint metrics = MetricsEndpoint.ofWorker(0)) {
            assertThat(read(metrics).lines())
                    .contains(
                            "bendsync_rows_total{connector=\"shop-target\",topic=\"orders\"} 12.0",
                            "bendsync_lag_rows{connector=\"shop-target\",topic=\"orders\"} 7.0",
                            "bendsync_source_rows_total{connector=\"shop-source\"} 20.0",
                            "bendsync_flush_rows_avg{connector=\"shop-target\"} 301.0",
                            "bendsync_task_running{connector=\"other\",task=\"0\"} 1.0",
                            "bendsync_task_running{connector=\"shop-source\",task=\"0\"} 0.0")
                    .anyMatch(line -> line.startsWith("bendsync_heap_used_bytes "));
        }
    }

    @Test
    void theExamplesDashboardAndAlertsAskForMetricsThatAreThere() throws IOException {
        String dashboard = Files.readString(EXAMPLES.resolve("grafana-dashboard.json"));
        String alerts = Files.readString(EXAMPLES.resolve("alerts.yaml"));
        Set<String> there = names(scrape());

        assertThat(new ObjectMapper().readTree(dashboard).path("panels")).hasSizeGreaterThan(5);
        assertThat(new Load(LoadSettings.builder().build()).loadFromString(alerts))
                .isInstanceOf(Map.class);
        assertThat(there).containsAll(names(dashboard)).containsAll(names(alerts));
        assertThat(names(dashboard)).hasSizeGreaterThan(5);
    }

    private static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\bbendsync_[a-z_]+").matcher(text);
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }

    private static String scrape() throws IOException {
        Endpoint endpoint = new Endpoint("jdbc:mysql://localhost/shop", "u", "p");
        Pipeline pipeline = new Pipeline(
                Path.of("p.yaml"),
                "shop",
                new SourceSettings(
                        endpoint,
                        Capture.POLLING,
                        "incrementing",
                        "",
                        List.of(),
                        List.of("shop.orders"),
                        List.of(),
                        1,
                        Map.of()),
                new TargetSettings(endpoint, "upsert", Map.of()),
                Optional.empty(),
                Path.of("data"),
                Map.of());
        try (MetricsEndpoint metrics = MetricsEndpoint.start(pipeline, 0)) {
            assertThat(metrics.url()).startsWith("http://127.0.0.1:");
            return read(metrics);
        }
    }

    private static String read(MetricsEndpoint metrics) throws IOException {
        try (InputStream in = URI.create(metrics.url()).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
