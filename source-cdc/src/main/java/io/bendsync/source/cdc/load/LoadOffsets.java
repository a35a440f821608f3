package io.bendsync.source.cdc.load;

import io.debezium.relational.TableId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Where the offsets of the first load are: the stream's own tells that a load is under way, each table has one more. */
public final class LoadOffsets {

    /** In the stream's offset: which load is under way. Gone with the first offset that Debezium makes. */
    static final String LOAD = "load";

    private static final String SERVER = "server";
    private static final String TABLE = "table";
    private static final String SNAPSHOT = "snapshot";
    private static final String READ_AGAIN = "incremental_snapshot_collections";
    private static final Set<String> SNAPSHOTS_AT_THE_START = Set.of("TRUE", "INITIAL");

    private LoadOffsets() {}

    /** The source partition of the binlog. */
    public static Map<String, String> partition(Map<String, String> config) {
        return Map.of(SERVER, config.get("topic.prefix"));
    }

    /**
     * The source partition of one table's first load. Connect finds its offset by the partition's bytes: a HashMap, whose
     * order is the same in every JVM, and not Map.of, whose order changes from one to the next.
     */
    static Map<String, String> partition(Map<String, String> config, TableId table) {
        Map<String, String> partition = new HashMap<>();
        partition.put(SERVER, config.get("topic.prefix"));
        partition.put(TABLE, table.catalog() + "." + table.table());
        return Collections.unmodifiableMap(partition);
    }

    /** Whether a source partition is that of a table's first load. */
    public static boolean isTable(Map<String, ?> partition) {
        return partition.get(TABLE) instanceof String;
    }

    /** Whether tables' structure and the position have to be found first: nothing, or not enough, is stored. */
    public static boolean isFresh(Map<String, ?> streamOffset) {
        return streamOffset == null || streamOffset.isEmpty() || isInSnapshot(streamOffset.get(SNAPSHOT));
    }

    /** Whether a table is being read again because a signal asked for it. */
    public static boolean isReadAgain(Map<String, ?> streamOffset) {
        return streamOffset != null && streamOffset.get(READ_AGAIN) instanceof String tables && !tables.isEmpty();
    }

    /** A snapshot that a signal asked for leaves its mark too, in the middle of a stream that goes on. */
    private static boolean isInSnapshot(Object mark) {
        return mark != null && SNAPSHOTS_AT_THE_START.contains(mark.toString().toUpperCase(Locale.ROOT));
    }

    /** The load that is under way, by the stream's offset. */
    public static Optional<String> load(Map<String, ?> streamOffset) {
        return streamOffset != null && streamOffset.get(LOAD) instanceof String load
                ? Optional.of(load)
                : Optional.empty();
    }

    /** What is stored of tables, by table; asked in one go, as each asking waits for the end of Kafka's topic. */
    static Map<TableId, Map<String, Object>> of(
            Map<String, String> config, Collection<TableId> tables, OffsetStorageReader offsets) {
        Map<Map<String, String>, TableId> partitions = new HashMap<>();
        tables.forEach(table -> partitions.put(partition(config, table), table));
        Map<TableId, Map<String, Object>> stored = new HashMap<>();
        offsets.offsets(partitions.keySet()).forEach((partition, offset) -> {
            if (offset != null) {
                stored.put(partitions.get(partition), offset);
            }
        });
        return stored;
    }
}
