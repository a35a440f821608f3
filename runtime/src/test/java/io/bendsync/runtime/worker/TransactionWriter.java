package io.bendsync.runtime.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A process to be killed: an embedded broker and some producers that do nothing but commit transactions. */
final class TransactionWriter {
    static final int TOPICS = 20;

    private static final int PRODUCERS = 6;
    private static final int COMMITS = 20;

    private TransactionWriter() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("kafka"), Ports.choose(data, Ports.ANY));
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            if (admin.listTopics().names().get().isEmpty()) {
                admin.createTopics(topics().stream()
                                .map(name -> new NewTopic(name, 1, (short) 1))
                                .toList())
                        .all()
                        .get();
            }
        }
        for (int i = 0; i < PRODUCERS; i++) {
            String id = "writer-" + i;
            new Thread(() -> write(broker.bootstrapServers(), id), id).start();
        }
    }

    static List<String> topics() {
        return IntStream.range(0, TOPICS).mapToObj(i -> "topic-" + i).toList();
    }

    private static void write(String bootstrapServers, String id) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            for (int commits = 0; ; commits++) {
                producer.beginTransaction();
                for (String topic : topics()) {
                    Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(topic, new byte[1]));
                }
                producer.commitTransaction();
                if (commits == COMMITS) {
                    System.out.println("writing");
                }
            }
        }
    }
}
