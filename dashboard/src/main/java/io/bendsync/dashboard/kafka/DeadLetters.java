package io.bendsync.dashboard.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Reads a dead-letter topic from its end. */
public final class DeadLetters {
    /** As {@code errors.deadletterqueue.context.headers.enable} writes them (DeadLetterQueueReporter). */
    private static final String PREFIX = "__connect.errors.";

    private static final int BYTES = 1024 * 1024;
    private static final int NEWEST = 20;
    private static final int LONGEST_KEY = 300;
    private static final int LONGEST_REASON = 2_000;
    private static final int LONGEST_VALUE = 4_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(300);

    private final ClientSettings settings;
    private final RecordText texts = new RecordText();

    public DeadLetters(ClientSettings settings) {
        this.settings = settings;
    }

    /** How many there are; 0 where there is no such topic. */
    public long count(String topic) {
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.consumer(BYTES))) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            return consumer.endOffsets(partitions).entrySet().stream()
                    .mapToLong(end -> end.getValue() - begins.get(end.getKey()))
                    .sum();
        }
    }

    /** The newest ones, newest first. */
    public List<DeadLetter> newest(String topic, boolean values) {
        List<DeadLetter> letters = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.consumer(BYTES))) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            consumer.assign(partitions);
            ends.forEach((partition, end) -> consumer.seek(partition, Math.max(begins.get(partition), end - NEWEST)));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())
                    && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(LOOK)) {
                    letters.add(letter(record, values));
                }
            }
        }
        letters.sort(Comparator.comparingLong(DeadLetter::time).reversed());
        return List.copyOf(letters.subList(0, Math.min(NEWEST, letters.size())));
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, String topic) {
        List<PartitionInfo> known = consumer.partitionsFor(topic, PATIENCE);
        return known == null
                ? List.of()
                : known.stream()
                        .map(each -> new TopicPartition(topic, each.partition()))
                        .toList();
    }

    private DeadLetter letter(ConsumerRecord<byte[], byte[]> record, boolean values) {
        String topic = header(record, "topic", record.topic());
        String place = topic + "-" + header(record, "partition", Integer.toString(record.partition())) + " offset "
                + header(record, "offset", Long.toString(record.offset()));
        return new DeadLetter(
                place,
                record.timestamp(),
                texts.of(record.key(), LONGEST_KEY),
                header(record, "stage", ""),
                header(record, "exception.message", ""),
                values ? texts.of(record.value(), LONGEST_VALUE) : null);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name, String otherwise) {
        Header header = record.headers().lastHeader(PREFIX + name);
        return header == null || header.value() == null ? otherwise : RecordText.plain(header.value(), LONGEST_REASON);
    }
}
