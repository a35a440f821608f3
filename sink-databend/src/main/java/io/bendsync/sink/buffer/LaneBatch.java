package io.bendsync.sink.buffer;

import java.util.List;
import java.util.Map;

/**
 * What one flush writes: rows of one topic, and how far that takes each of its partitions.
 *
 * @param offsets by partition
 * @param rows how many changes, after only the last of each key was kept
 */
public record LaneBatch(
        String topic, List<TableBatch> tables, Map<Integer, OffsetMove> offsets, int rows, long bytes) {}
