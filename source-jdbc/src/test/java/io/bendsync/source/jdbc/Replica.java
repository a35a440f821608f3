package io.bendsync.source.jdbc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** What a sink that upserts and deletes makes of the records: for each key the column {@code name}, by name. */
final class Replica {
    private final Map<Struct, String> rows = new HashMap<>();
    private int tombstones;
    private int idle;

    void apply(List<SourceRecord> records) {
        for (SourceRecord record : records) {
            if (record.topic().startsWith("__")) {
                continue;
            }
            if (record.key() == null) {
                // Truncated.
                rows.clear();
            } else if (record.value() == null) {
                rows.remove((Struct) record.key());
                tombstones++;
            } else {
                rows.put((Struct) record.key(), String.valueOf(((Struct) record.value()).get("name")));
            }
        }
        idle = records.isEmpty() ? idle + 1 : 0;
    }

    /** How many tombstones came since this was last asked. */
    int tombstones() {
        int count = tombstones;
        tombstones = 0;
        return count;
    }

    /** Begins to count anew how often there is nothing new. */
    void busy() {
        idle = 0;
    }

    /** How often there has been nothing new in a row. */
    int idle() {
        return idle;
    }

    /** The rows' names, sorted, with how many rows have each. */
    Map<String, Integer> names() {
        Map<String, Integer> names = new TreeMap<>();
        rows.values().forEach(name -> names.merge(name, 1, Integer::sum));
        return names;
    }
}
