package io.bendsync.source.jdbc.load;

import io.bendsync.source.jdbc.offset.SourcePartitions;
import io.bendsync.source.jdbc.position.StoredOffset;
import io.bendsync.source.jdbc.table.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * What the stored offsets tell of a table's first load. An offset is stored only after its records, so that what is
 * found here has reached Kafka.
 *
 * @param polled whether the table itself has a stored position: then it was never split, or its load is over
 * @param chunks the offsets of its chunks, as far as there are any
 */
public record StoredLoad(boolean polled, Map<Integer, StoredOffset> chunks) {
    public StoredLoad {
        chunks = Map.copyOf(chunks);
    }

    /** Reads what is stored for one table. */
    public static StoredLoad of(TableName table, OffsetStorageReader offsets) {
        return of(List.of(table), offsets).get(table);
    }

    /** Reads what is stored for tables, in one go: each reading waits for the end of the offsets' topic. */
    public static Map<TableName, StoredLoad> of(Collection<TableName> tables, OffsetStorageReader offsets) {
        List<Map<String, String>> wanted = new ArrayList<>();
        for (TableName table : tables) {
            wanted.addAll(SourcePartitions.all(table));
            wanted.addAll(SourcePartitions.chunks(table));
        }
        Map<Map<String, String>, Map<String, Object>> found = offsets.offsets(wanted);
        Map<TableName, StoredLoad> loads = new TreeMap<>();
        for (TableName table : tables) {
            loads.put(table, in(found, table));
        }
        return loads;
    }

    private static StoredLoad in(Map<Map<String, String>, Map<String, Object>> found, TableName table) {
        Map<Integer, StoredOffset> chunks = new HashMap<>();
        int chunk = 0;
        for (Map<String, String> partition : SourcePartitions.chunks(table)) {
            Map<String, Object> offset = found.get(partition);
            if (offset != null && !offset.isEmpty()) {
                chunks.put(chunk, new StoredOffset(offset));
            }
            chunk++;
        }
        boolean polled = SourcePartitions.all(table).stream()
                .map(found::get)
                .anyMatch(offset -> offset != null && !offset.isEmpty());
        return new StoredLoad(polled, chunks);
    }

    /** Whether rows were read by this plan. */
    public boolean begun(LoadPlan plan) {
        return chunks.values().stream().anyMatch(offset -> isOf(offset, plan));
    }

    /**
     * Gives the plan by which rows were read, the latest if there should be several.
     *
     * @param usable which plans can be gone on with
     */
    public Optional<LoadPlan> plan(Predicate<LoadPlan> usable) {
        return chunks.values().stream()
                .flatMap(offset -> offset.load().stream())
                .flatMap(text -> LoadPlan.parse(text).stream())
                .filter(usable)
                .max(Comparator.comparing(LoadPlan::made));
    }

    /** The offset of a chunk; one that another plan left there does not count. */
    public Optional<StoredOffset> chunk(LoadPlan plan, int chunk) {
        return Optional.ofNullable(chunks.get(chunk)).filter(offset -> isOf(offset, plan));
    }

    /** Whether everything of a chunk has been read. */
    public boolean done(LoadPlan plan, int chunk) {
        return chunk(plan, chunk).map(StoredOffset::loaded).orElse(false);
    }

    /** Whether everything of every chunk has been read. */
    public boolean done(LoadPlan plan) {
        for (int chunk = 0; chunk < plan.chunks(); chunk++) {
            if (!done(plan, chunk)) {
                return false;
            }
        }
        return true;
    }

    /** How many rows were read by this plan. */
    public long rows(LoadPlan plan) {
        return chunks.values().stream()
                .filter(offset -> isOf(offset, plan))
                .mapToLong(StoredOffset::loadRows)
                .sum();
    }

    private static boolean isOf(StoredOffset offset, LoadPlan plan) {
        return offset.load().equals(Optional.of(plan.text()));
    }
}
