package io.bendsync.source.cdc.stream;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * A record that is equal to itself alone. With exactly-once on, Kafka Connect keeps the records on their way in a hash map,
 * and a plain record's hash goes through every cell of its row: one sample in sixteen of a first load's flight recording.
 */
public final class IdentityRecord extends SourceRecord {

    /** A record without headers, its time to be the producer's. */
    public IdentityRecord(
            Map<String, ?> partition,
            Map<String, ?> offset,
            String topic,
            Schema keySchema,
            Object key,
            Schema valueSchema,
            Object value) {
        super(partition, offset, topic, null, keySchema, key, valueSchema, value);
    }

    private IdentityRecord(SourceRecord record, Iterable<Header> headers) {
        super(
                record.sourcePartition(),
                record.sourceOffset(),
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp(),
                headers);
    }

    /** The same record as one of these. */
    public static SourceRecord of(SourceRecord record) {
        return record instanceof IdentityRecord ? record : new IdentityRecord(record, record.headers());
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
