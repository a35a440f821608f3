package io.bendsync.source.cdc.stream;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * Offsets as Connect stores them, but never behind what this task has handed out already. When the connection is lost
 * and the reading begins again inside one task, Connect has the last records in hand while their offsets are not stored
 * yet; starting from the stored ones would send those records twice, even with exactly-once on.
 */
public final class PolledOffsets implements OffsetStorageReader {

    private final OffsetStorageReader stored;
    private final Map<Map<String, ?>, Map<String, ?>> polled = new ConcurrentHashMap<>();

    /**
     * @param stored Connect's own
     */
    public PolledOffsets(OffsetStorageReader stored) {
        this.stored = stored;
    }

    /** Takes note of records that are about to be handed to Connect. */
    public void remember(List<SourceRecord> records) {
        if (!records.isEmpty()) {
            SourceRecord last = records.get(records.size() - 1);
            polled.put(Map.copyOf(last.sourcePartition()), new HashMap<>(last.sourceOffset()));
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Map<String, Object> offset(Map<String, T> partition) {
        Map<String, ?> known = polled.get(partition);
        return known == null ? stored.offset(partition) : new HashMap<>((Map<String, Object>) known);
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
        Map<Map<String, T>, Map<String, Object>> offsets = new HashMap<>();
        partitions.forEach(partition -> offsets.put(partition, offset(partition)));
        return offsets;
    }
}
