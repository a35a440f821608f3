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
        for (int i = 0; i < records.size(); i++) {
            SourceRecord record = records.get(i);
            boolean last = i == records.size() - 1
                    || !records.get(i + 1).sourcePartition().equals(record.sourcePartition());
            if (last) {
                polled.put(Map.copyOf(record.sourcePartition()), new HashMap<>(record.sourceOffset()));
            }
        }
    }

    /** What Connect has stored, whatever was handed out since; null for nothing. */
    public Map<String, Object> stored(Map<String, String> partition) {
        return stored.offset(partition);
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
