package io.bendsync.dashboard.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far sinks are behind their topics, by the offsets that they have committed: what a sink still holds in memory
 * counts as waiting. The first waiting row of each partition is read to tell its age, and to see that there is one at
 * all: the last offset of a transaction is no row.
 */
public final class WaitingRows {
    private static final int BYTES = 64 * 1024;
    private static final int MOST_PARTITIONS = 50;
    private static final Duration LOOK = Duration.ofMillis(300);
    private static final int LOOKS = 4;
    private static final double MILLIS = 0.001;

    private static final Logger LOG = LoggerFactory.getLogger(WaitingRows.class);

    private final ClientSettings settings;

    public WaitingRows(ClientSettings settings) {
        this.settings = settings;
    }

    private record Span(long from, long to) {
        boolean isEmpty() {
            return to <= from;
        }
    }

    /** By topic, for all topics that the consumer group reads or has read. */
    public Map<String, Waiting> of(String group) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Span> spans;
        try (Admin admin = Admin.create(settings.admin())) {
            spans = spans(admin, group);
        }
        Map<String, Waiting> byTopic = new TreeMap<>();
        Map<TopicPartition, Span> lagging = new HashMap<>();
        spans.forEach((partition, span) -> {
            if (span.isEmpty()) {
                byTopic.merge(partition.topic(), Waiting.NOTHING, Waiting::and);
            } else if (lagging.size() < MOST_PARTITIONS) {
                lagging.put(partition, span);
            } else {
                byTopic.merge(partition.topic(), new Waiting(span.to - span.from, null), Waiting::and);
            }
        });
        if (!lagging.isEmpty()) {
            look(lagging).forEach((partition, waiting) -> byTopic.merge(partition.topic(), waiting, Waiting::and));
        }
        return byTopic;
    }

    private static Map<TopicPartition, Span> spans(Admin admin, String group)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        committed.put(partition, offset);
                    }
                });
        Set<TopicPartition> partitions = new HashSet<>(committed.keySet());
        admin.describeConsumerGroups(List.of(group))
                .all()
                .get()
                .values()
                .forEach(described -> described
                        .members()
                        .forEach(member -> partitions.addAll(member.assignment().topicPartitions())));
        Map<TopicPartition, Long> begins = offsets(admin, partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
        Map<TopicPartition, Span> spans = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata done = committed.get(partition);
            long begin = begins.getOrDefault(partition, 0L);
            spans.put(
                    partition,
                    new Span(done == null ? begin : Math.max(begin, done.offset()), ends.getOrDefault(partition, 0L)));
        }
        return spans;
    }

    /** A topic that is gone is left out. */
    private static Map<TopicPartition, Long> offsets(Admin admin, Set<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, which));
        var answer = admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            try {
                offsets.put(partition, answer.partitionResult(partition).get().offset());
            } catch (ExecutionException e) {
                LOG.debug("no offset of {}", partition, e);
            }
        }
        return offsets;
    }

    private Map<TopicPartition, Waiting> look(Map<TopicPartition, Span> lagging) {
        Map<TopicPartition, Long> oldest = new HashMap<>();
        Map<TopicPartition, Long> seen = new HashMap<>();
        Map<TopicPartition, Waiting> waiting = new HashMap<>();
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.consumer(BYTES))) {
            consumer.assign(lagging.keySet());
            lagging.forEach((partition, span) -> consumer.seek(partition, span.from));
            for (int i = 0; i < LOOKS && !consumer.paused().containsAll(lagging.keySet()); i++) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(LOOK)) {
                    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                    if (record.offset() < lagging.get(partition).to) {
                        oldest.merge(partition, record.timestamp(), Math::min);
                        seen.merge(partition, 1L, Long::sum);
                    }
                }
                lagging.forEach((partition, span) -> {
                    if (oldest.containsKey(partition) || consumer.position(partition) >= span.to) {
                        consumer.pause(List.of(partition));
                    }
                });
            }
            long now = System.currentTimeMillis();
            lagging.forEach((partition, span) -> {
                boolean whole = consumer.position(partition) >= span.to;
                Long time = oldest.get(partition);
                long rows = whole ? seen.getOrDefault(partition, 0L) : span.to - span.from;
                Double seconds = time != null ? Double.valueOf(Math.max(0, now - time) * MILLIS) : whole ? 0.0 : null;
                waiting.put(partition, new Waiting(rows, seconds));
            });
        }
        return waiting;
    }
}
