package io.bendsync.benchmarks.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.storage.Converter;

/** Fills a topic of one partition with rows as source-jdbc sends them, lz4. */
public final class FilledTopic {

    private final String bootstrapServers;
    private final Converter keys;
    private final Converter values;

    /** On this Kafka, in the format of this converter. */
    public FilledTopic(String bootstrapServers, String converter) throws ReflectiveOperationException {
        this.bootstrapServers = bootstrapServers;
        keys = converter(converter, true);
        values = converter(converter, false);
    }

    private static Converter converter(String name, boolean isKey) throws ReflectiveOperationException {
        Converter converter = Class.forName(name)
                .asSubclass(Converter.class)
                .getDeclaredConstructor()
                .newInstance();
        converter.configure(Map.of(), isKey);
        return converter;
    }

    /** Makes the topic and writes one row for each number below {@code count}, with the id that it is mapped to. */
    public void fill(String topic, int count, LongUnaryOperator ids, int generation) throws Exception {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        try (Admin admin = Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            Future<?> lastSent = CompletableFuture.completedFuture(null);
            for (int i = 0; i < count; i++) {
                long id = ids.applyAsLong(i);
                lastSent = producer.send(new ProducerRecord<>(
                        topic,
                        keys.fromConnectData(topic, OrderRows.KEY, OrderRows.key(id)),
                        values.fromConnectData(topic, OrderRows.VALUE, OrderRows.row(id, generation))));
            }
            lastSent.get(); // an idempotent producer keeps the order: with the last one all are there
        }
    }
}
