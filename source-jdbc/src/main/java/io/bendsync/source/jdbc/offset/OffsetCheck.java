package io.bendsync.source.jdbc.offset;

import io.bendsync.source.jdbc.failure.SourceException;
import io.bendsync.source.jdbc.position.StoredOffset;
import java.util.Map;
import java.util.Set;

/** Checks offsets that a user asks Connect to store: what could not be read later is refused now. */
public final class OffsetCheck {
    private static final Set<String> NUMBERS = Set.of(
            StoredOffset.TIMESTAMP,
            StoredOffset.TIMESTAMP_NANOS,
            StoredOffset.LOAD_ROWS,
            StoredOffset.KEYS_RUNS,
            StoredOffset.KEYS_STAMP);
    private static final Set<String> TEXTS = Set.of(
            StoredOffset.POSITION,
            StoredOffset.KEY,
            StoredOffset.PENDING,
            StoredOffset.COLUMNS,
            StoredOffset.LOAD,
            StoredOffset.LOAD_DONE,
            StoredOffset.KEYS_OF,
            StoredOffset.KEYS_KNOWN,
            StoredOffset.KEYS_NEWEST,
            StoredOffset.KEYS_UNSURE,
            StoredOffset.KEYS_BASELINE,
            StoredOffset.GTIDS);

    private OffsetCheck() {}

    /**
     * Refuses what is not of our form.
     *
     * @param offsets the offsets by partition; a null offset resets
     * @throws SourceException when a partition or an offset is not of our form; it names the field
     */
    public static void check(Map<Map<String, ?>, Map<String, ?>> offsets) {
        offsets.forEach((partition, offset) -> {
            checkPartition(partition);
            if (offset != null) {
                offset.forEach(OffsetCheck::checkField);
            }
        });
    }

    private static void checkPartition(Map<String, ?> partition) {
        boolean table = partition != null
                && partition.get(SourcePartitions.TABLE) instanceof String
                && (partition.size() == 1
                        || (partition.size() == 2 && partition.get(SourcePartitions.PROTOCOL) != null)
                        || (partition.size() == 3
                                && partition.get(SourcePartitions.PROTOCOL) != null
                                && (numbered(partition, SourcePartitions.CHUNK)
                                        || numbered(partition, SourcePartitions.KEYS)
                                        || SourcePartitions.BINLOG.equals(partition.get(SourcePartitions.DELETES)))));
        boolean query = partition != null && partition.keySet().equals(Set.of(SourcePartitions.QUERY));
        if (!table && !query) {
            throw new SourceException("The partition " + partition + " is not one of this connector's; write"
                    + " {\"table\": \"database.table\", \"protocol\": \"1\"}");
        }
    }

    private static boolean numbered(Map<String, ?> partition, String what) {
        return String.valueOf(partition.get(what)).matches("\\d+");
    }

    private static void checkField(String field, Object value) {
        if (NUMBERS.contains(field)) {
            if (!(value instanceof Integer) && !(value instanceof Long)) {
                throw bad(field, "a whole number");
            }
        } else if (field.equals(StoredOffset.INCREMENTING)) {
            if (value == null || !value.toString().matches("-?\\d+")) {
                throw bad(field, "a whole number");
            }
        } else if (TEXTS.contains(field)) {
            if (!(value instanceof String)) {
                throw bad(field, "a text");
            }
        } else {
            throw new SourceException(
                    "The offset field " + field + " is unknown; an offset has incrementing,"
                            + " timestamp, timestamp_nanos, position, key, pending and columns, of a first load's chunk also"
                            + " load, load_rows and load_done, with delete.detection=key-scan also those that begin with keys_, of deletes from the binlog gtids");
        }
    }

    private static SourceException bad(String field, String wanted) {
        return new SourceException("The offset field " + field + " must be " + wanted);
    }
}
