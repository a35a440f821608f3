package io.bendsync.sink.record;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** A record's place in Kafka, before any transform renamed its topic. */
public record Place(TopicPartition partition, long offset) {
    static Place of(SinkRecord record) {
        return new Place(
                new TopicPartition(record.originalTopic(), record.originalKafkaPartition()),
                record.originalKafkaOffset());
    }
}
