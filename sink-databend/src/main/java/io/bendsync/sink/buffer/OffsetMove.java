package io.bendsync.sink.buffer;

/**
 * How far a flush takes a partition.
 *
 * @param from the offset after what was committed before; -1 if nothing was
 * @param to the offset after the last record of the flush
 * @param timestamp of that last record, in Kafka's milliseconds; {@link #NO_TIMESTAMP} if it has none
 * @param epoch by which the partition was ours when its records came: what is written later, when it may be ours again
 *     under another, counts as what it is
 */
public record OffsetMove(long from, long to, long timestamp, long epoch) {
    /** In place of a timestamp, as Kafka has it. */
    public static final long NO_TIMESTAMP = -1;
}
