package io.bendsync.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.StackExtension;
import io.bendsync.testkit.connect.ConnectWorker;
import io.bendsync.testkit.connect.KafkaNode;
import io.bendsync.testkit.connect.PackedPlugin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The zip that users get, unpacked into the plugin path of Apache Kafka's own worker, on a real Kafka. */
@ExtendWith(StackExtension.class)
class ConnectWorkerIT {
    private static final String KEY =
            "{\"schema\":{\"type\":\"struct\",\"fields\":[{\"type\":\"int32\",\"field\":\"id\"}]},"
                    + "\"payload\":{\"id\":%d}}";
    private static final String ROW =
            "{\"schema\":{\"type\":\"struct\",\"fields\":[{\"type\":\"int32\",\"field\":\"id\"},"
                    + "{\"type\":\"string\",\"optional\":true,\"field\":\"name\"}]},\"payload\":{\"id\":%d,\"name\":\"%s\"}}";

    @TempDir
    private Path folder;

    private ConnectWorker worker(KafkaNode kafka) throws Exception {
        Path plugins =
                new PackedPlugin("bendsync-sink-databend").unzipInto(Files.createDirectory(folder.resolve("plugins")));
        return new ConnectWorker(
                        Files.createDirectory(folder.resolve("worker")),
                        kafka,
                        plugins,
                        "key.converter.schemas.enable=true",
                        "value.converter.schemas.enable=true",
                        "offset.flush.interval.ms=500")
                .start();
    }

    @Test
    void aPlainWorkerLoadsTheZipWithNothingElseAndWritesAndDeletesRows(DatabendDatabase databend) throws Exception {
        try (KafkaNode kafka = KafkaNode.start(Files.createDirectory(folder.resolve("kafka")));
                ConnectWorker worker = worker(kafka)) {
            assertThat(worker.get("/connector-plugins").body())
                    .contains("\"class\":\"io.bendsync.sink.DatabendSinkConnector\"")
                    .contains("\"version\":\"" + Version.get() + "\"");
            kafka.createTopic("orders", 1);
            send(kafka, KEY.formatted(1), ROW.formatted(1, "one"));
            send(kafka, KEY.formatted(2), ROW.formatted(2, "two"));
            worker.put("orders-to-databend", config(databend));
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(
                            () -> assertThat(rows(databend)).containsExactly(List.of("1", "one"), List.of("2", "two")));
            send(kafka, KEY.formatted(2), null);
            send(kafka, KEY.formatted(1), ROW.formatted(1, "changed"));
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(rows(databend)).containsExactly(List.of("1", "changed")));
            assertThat(worker.output()).contains("Writing to Databend at").doesNotContain("Failed to discover");
        }
    }

    @Test
    void aRealConsumerGoesOnWhereRecordsAreGoneAndStopsWhereTheTopicIsAnotherOne(DatabendDatabase databend)
            throws Exception {
        try (KafkaNode kafka = KafkaNode.start(Files.createDirectory(folder.resolve("kafka")));
                ConnectWorker worker = worker(kafka)) {
            kafka.createTopic("orders", 1);
            send(kafka, KEY.formatted(1), ROW.formatted(1, "one"));
            send(kafka, KEY.formatted(2), ROW.formatted(2, "two"));
            worker.put("orders-to-databend", config(databend));
            awaitRows(databend, 2);
            stop(worker);
            send(kafka, KEY.formatted(3), ROW.formatted(3, "three"));
            resume(worker);
            awaitRows(databend, 3);
            stop(worker);
            deleteRecords(kafka, 3);
            resume(worker);
            send(kafka, KEY.formatted(4), ROW.formatted(4, "four"));
            awaitRows(databend, 4);
            assertThat(worker.output()).doesNotContain("invalid task provided offset");
            stop(worker);
            kafka.deleteTopics(List.of("orders"));
            kafka.createTopic("orders", 1);
            for (int i = 10; i < 20; i++) {
                send(kafka, KEY.formatted(i), ROW.formatted(i, "anew"));
            }
            resume(worker);
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(status(worker)).contains("the topic was made anew"));
            assertThat(rows(databend)).hasSize(4);
        }
    }

    private static void awaitRows(DatabendDatabase databend, int rows) {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(rows(databend)).hasSize(rows));
    }

    private static String status(ConnectWorker worker) {
        return worker.get("/connectors/orders-to-databend/status").body();
    }

    private static void stop(ConnectWorker worker) {
        worker.send("PUT", "/connectors/orders-to-databend/stop", "");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(status(worker)).contains("\"STOPPED\"").contains("\"tasks\":[]"));
    }

    private static void resume(ConnectWorker worker) {
        worker.send("PUT", "/connectors/orders-to-databend/resume", "");
    }

    private static void deleteRecords(KafkaNode kafka, long before) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.address()))) {
            admin.deleteRecords(Map.of(new TopicPartition("orders", 0), RecordsToDelete.beforeOffset(before)))
                    .all()
                    .get();
        }
    }

    private static Map<String, String> config(DatabendDatabase databend) {
        Map<String, String> config = SinkHarness.config(databend, "delete.enabled", "true", "topics", "orders");
        config.put("connector.class", DatabendSinkConnector.class.getName());
        config.remove("name");
        return config;
    }

    private static List<List<String>> rows(DatabendDatabase databend) {
        boolean there = databend.query("SHOW TABLES").contains(List.of("orders"));
        return there ? databend.query("SELECT id, name FROM orders ORDER BY id") : List.of();
    }

    private static void send(KafkaNode kafka, String key, String value)
            throws InterruptedException, ExecutionException {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.address()), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("orders", key, value)).get();
        }
    }
}
