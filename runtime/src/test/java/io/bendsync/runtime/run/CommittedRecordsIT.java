package io.bendsync.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.runtime.pipeline.Capture;
import io.bendsync.runtime.pipeline.Endpoint;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.pipeline.SourceSettings;
import io.bendsync.runtime.pipeline.TargetSettings;
import io.bendsync.runtime.worker.EmbeddedBroker;
import io.bendsync.runtime.worker.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the embedded Kafka keeps, and for how long. */
class CommittedRecordsIT {
    private static final String TABLE = "shop.shop.orders";
    private static final String HISTORY = "shop.schema-history";

    @TempDir
    Path folder;

    @Test
    void onlyWhatIsWrittenAndADayOldIsDeleted() throws Exception {
        Instant now = Instant.now();
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), Ports.choose(folder, Ports.ANY));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                CommittedRecords records = new CommittedRecords(pipeline(), broker.bootstrapServers())) {
            admin.createTopics(List.of(
                            new NewTopic(TABLE, 1, (short) 1),
                            new NewTopic(HISTORY, 1, (short) 1),
                            new NewTopic("bendsync-configs", 1, (short) 1)
                                    .configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
            for (String topic : List.of(TABLE, HISTORY, "bendsync-configs")) {
                send(broker, topic, 10, now.minus(Duration.ofDays(30)));
            }
            send(broker, TABLE, 5, now);

            records.delete(now);
            assertThat(first(admin, TABLE)).as("nothing is written yet").isZero();
            commit(admin, TABLE, 8);
            commit(admin, HISTORY, 10);
            commit(admin, "bendsync-configs", 10);
            records.delete(now);
            assertThat(first(admin, TABLE)).as("8 are written").isEqualTo(8);
            commit(admin, TABLE, 15);
            records.delete(now);
            assertThat(first(admin, TABLE)).as("the young ones stay").isEqualTo(10);
            records.delete(now.plus(Duration.ofDays(2)));
            assertThat(first(admin, TABLE)).as("none is young").isEqualTo(15);

            assertThat(first(admin, HISTORY)).isZero();
            assertThat(first(admin, "bendsync-configs")).isZero();
            ConfigResource table = new ConfigResource(ConfigResource.Type.TOPIC, TABLE);
            assertThat(admin.describeConfigs(List.of(table)).all().get().get(table))
                    .satisfies(config ->
                            assertThat(config.get("retention.ms").value()).isEqualTo("-1"));
        }
    }

    private static void send(EmbeddedBroker broker, String topic, int count, Instant time) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                byte[] text = ("row " + i).getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(topic, 0, time.toEpochMilli(), text, text))
                        .get();
            }
        }
    }

    private static void commit(Admin admin, String topic, long offset) throws Exception {
        admin.alterConsumerGroupOffsets(
                        "connect-shop-target", Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    private static long first(Admin admin, String topic) throws Exception {
        TopicPartition partition = new TopicPartition(topic, 0);
        return admin.listOffsets(Map.of(partition, OffsetSpec.earliest()))
                .partitionResult(partition)
                .get()
                .offset();
    }

    private static Pipeline pipeline() {
        return new Pipeline(
                Path.of("shop.yaml"),
                "shop",
                new SourceSettings(
                        new Endpoint("jdbc:mysql://localhost/shop", "u", "p"),
                        Capture.BINLOG,
                        "",
                        "",
                        List.of(),
                        List.of("shop.*"),
                        List.of(),
                        1,
                        Map.of()),
                new TargetSettings(new Endpoint("jdbc:databend://localhost/shop", "u", "p"), "upsert", Map.of()),
                Optional.empty(),
                Path.of("data"),
                Map.of());
    }
}
