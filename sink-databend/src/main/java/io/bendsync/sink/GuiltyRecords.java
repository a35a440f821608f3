package io.bendsync.sink;

import io.bendsync.sink.commit.BadRows;
import io.bendsync.sink.record.BadRecordException;
import io.bendsync.sink.record.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.connect.sink.SinkRecord;

/** Records that cannot be written, remembered until they are committed as passed: they may be read more than once. */
final class GuiltyRecords {
    /** So many are kept before it is worth a look which are passed. */
    private static final int MANY = 1_000;

    private final BadRows badRows;
    private final Map<Place, BadRecordException> reasons = new HashMap<>();
    private final Set<Place> disposedOf = new HashSet<>();

    GuiltyRecords(BadRows badRows) {
        this.badRows = badRows;
    }

    /** Asked for every record, so quick to say no. */
    boolean isEmpty() {
        return reasons.isEmpty();
    }

    boolean contains(Place place) {
        return reasons.containsKey(place);
    }

    void add(Place place, BadRecordException reason) {
        reasons.put(place, reason.forgetful());
    }

    void addAll(Map<Place, BadRecordException> more) {
        reasons.putAll(more);
    }

    /** Disposes of a record, once however often it comes. */
    void dispose(SinkRecord record, Place place) {
        if (!disposedOf.contains(place)) {
            badRows.dispose(record, reasons.get(place));
            disposedOf.add(place);
        }
    }

    boolean areMany() {
        return reasons.size() > MANY;
    }

    void forget(Predicate<Place> which) {
        reasons.keySet().removeIf(which);
        disposedOf.removeIf(which);
    }
}
