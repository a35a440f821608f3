package io.bendsync.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of Kafka's that are older than others, as after a loss of power: made by cutting off what came last. */
class LostEndsIT {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    /** Of a batch: its first offset, and the length of what follows (Kafka's documentation, "Record Batch"). */
    private static final int BATCH_HEADER_BYTES = 8 + 4;

    @TempDir
    Path folder;

    @Test
    void aTransactionThatWasCommittedIsReadThoughItsTopicLostTheEnd() throws Exception {
        transaction("kept", true);
        transaction("committed", true);
        cutOffTheLastBatch();

        assertThat(committedAfterStart(2)).containsExactly("kept", "committed");
    }

    @Test
    void aTransactionThatWasAbortedHoldsNobodyUpThoughItsTopicLostTheEnd() throws Exception {
        transaction("aborted", false);
        cutOffTheLastBatch();
        assertThat(committedAfterStart(0)).isEmpty();

        transaction("after it", true);

        assertThat(committedAfterStart(1)).containsExactly("after it");
    }

    private void transaction(String value, boolean commit) {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, Ports.ANY);
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.broker().bootstrapServers(), "transactional.id", value),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            assertThat(producer.send(new ProducerRecord<>("t", value))).isNotNull();
            producer.flush();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private void cutOffTheLastBatch() throws IOException {
        Path kafka = folder.resolve("kafka");
        Files.delete(kafka.resolve(".kafka_cleanshutdown"));
        try (RandomAccessFile log = new RandomAccessFile(
                kafka.resolve("t-0/00000000000000000000.log").toFile(), "rw")) {
            long last = 0;
            for (long next = 0; next < log.length(); ) {
                last = next;
                log.seek(next + 8);
                next += BATCH_HEADER_BYTES + log.readInt();
            }
            log.setLength(last);
        }
    }

    private List<String> committedAfterStart(int expected) {
        List<String> values = new ArrayList<>();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, Ports.ANY);
                KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                kafka.broker().bootstrapServers(),
                                "isolation.level",
                                "read_committed",
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            Awaitility.await("committed records up to the end")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> {
                        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                            values.add(record.value());
                        }
                        return values.size() == expected && consumer.position(PARTITION) >= expected;
                    });
        }
        return values;
    }
}
