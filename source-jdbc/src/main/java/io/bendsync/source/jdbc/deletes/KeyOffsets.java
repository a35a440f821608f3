package io.bendsync.source.jdbc.deletes;

import io.bendsync.source.jdbc.offset.SourcePartitions;
import io.bendsync.source.jdbc.table.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * What Connect has stored of one table's keys. Read back, it is also the proof that an offset which went out with a
 * record has been stored: Connect tells only that it stored something.
 */
final class KeyOffsets {
    /** How many runs are read at once; each may be some hundred kilobytes. */
    private static final int AT_ONCE = 16;

    private final OffsetStorageReader reader;
    private final TableName table;

    /**
     * The stored offsets of a table.
     *
     * @param reader looks them up
     * @param table the table
     */
    KeyOffsets(OffsetStorageReader reader, TableName table) {
        this.reader = reader;
        this.table = table;
    }

    /** The partition of a run. */
    Map<String, String> partition(int run) {
        return SourcePartitions.ofKeys(table, run);
    }

    /** The table's own offset, empty when there is none. */
    Optional<Map<String, Object>> table() {
        return SourcePartitions.all(table).stream()
                .map(reader::offset)
                .filter(offset -> offset != null && !offset.isEmpty())
                .findFirst();
    }

    /** One run, empty when it is not stored. */
    Optional<KeyRun> run(int number) {
        return KeyRun.stored(number, reader.offset(partition(number)));
    }

    /** The stamps of those runs that are stored. */
    Map<Integer, Long> stamps(List<Integer> numbers) {
        Map<Integer, Long> stamps = new LinkedHashMap<>();
        for (int from = 0; from < numbers.size(); from += AT_ONCE) {
            List<Integer> part = numbers.subList(from, Math.min(from + AT_ONCE, numbers.size()));
            List<Map<String, String>> partitions = new ArrayList<>();
            part.forEach(number -> partitions.add(partition(number)));
            Map<Map<String, String>, Map<String, Object>> stored = reader.offsets(partitions);
            for (int number : part) {
                KeyRun.stored(number, stored.get(partition(number))).ifPresent(run -> stamps.put(number, run.stamp()));
            }
        }
        return stamps;
    }
}
