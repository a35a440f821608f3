package io.bendsync.sink.buffer;

/**
 * How far a flush takes a partition.
 *
 * @param from the offset after what was committed before; -1 if nothing was
 * @param to the offset after the last record of the flush
 */
public record OffsetMove(long from, long to) {}
