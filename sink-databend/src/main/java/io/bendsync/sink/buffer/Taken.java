package io.bendsync.sink.buffer;

/**
 * How far a partition was taken, and when its last record was made. It changes with each record, so that it is changed in
 * place and no object is made.
 */
final class Taken {
    private long next;
    private long timestamp;

    Taken(long next) {
        goBackTo(next);
    }

    /** Takes a record in. */
    void take(long offset, long ofRecord) {
        next = offset + 1;
        timestamp = ofRecord;
    }

    /** Forgets what came at this offset and later; of the record before it nothing is known here. */
    void goBackTo(long offset) {
        next = offset;
        timestamp = OffsetMove.NO_TIMESTAMP;
    }

    /** The offset after the last record, -1 if there was none. */
    long next() {
        return next;
    }

    /** The last record's timestamp, {@link OffsetMove#NO_TIMESTAMP} if it has none. */
    long timestamp() {
        return timestamp;
    }
}
