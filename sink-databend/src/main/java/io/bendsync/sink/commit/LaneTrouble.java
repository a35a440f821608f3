package io.bendsync.sink.commit;

import io.bendsync.sink.record.Change;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Why a lane is not written at the moment.
 *
 * @param fenced whether another task owns its partitions; else its records have to be read again
 * @param since when that was found, in milliseconds
 * @param leaveOut records that are dealt with and not to be taken again
 */
public record LaneTrouble(boolean fenced, long since, Set<Place> leaveOut) {
    /** A record's place in Kafka. */
    public record Place(TopicPartition partition, long offset) {}

    static LaneTrouble ofFencing() {
        return new LaneTrouble(true, System.currentTimeMillis(), Set.of());
    }

    static LaneTrouble ofBadRows(Set<Change> without) {
        Set<Place> places = new HashSet<>();
        for (Change change : without) {
            places.add(new Place(
                    new TopicPartition(
                            change.origin().originalTopic(), change.origin().originalKafkaPartition()),
                    change.origin().originalKafkaOffset()));
        }
        return new LaneTrouble(false, System.currentTimeMillis(), Set.copyOf(places));
    }
}
