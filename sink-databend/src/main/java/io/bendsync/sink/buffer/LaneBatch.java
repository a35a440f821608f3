package io.bendsync.sink.buffer;

import io.bendsync.sink.schema.Alteration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one flush writes: rows of one topic, and how far that takes each of its partitions.
 *
 * @param alteration what the table itself is to become; a batch with one has no rows
 * @param offsets by partition
 * @param rows how many changes, after only the last of each key was kept
 */
public record LaneBatch(
        String topic,
        List<TableBatch> tables,
        Optional<Alteration> alteration,
        Map<Integer, OffsetMove> offsets,
        int rows,
        long bytes) {}
