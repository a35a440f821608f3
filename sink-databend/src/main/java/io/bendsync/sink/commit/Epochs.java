package io.bendsync.sink.commit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** The epochs with which this task owns its partitions. */
final class Epochs {
    private final Map<TopicPartition, Long> epochs = new ConcurrentHashMap<>();

    void put(TopicPartition partition, long epoch) {
        epochs.put(partition, epoch);
    }

    void remove(TopicPartition partition) {
        epochs.remove(partition);
    }

    /** The epoch of a partition, -1, which no ledger has, if it is not ours. */
    long of(String topic, int partition) {
        return epochs.getOrDefault(new TopicPartition(topic, partition), -1L);
    }
}
