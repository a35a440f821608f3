package io.bendsync.source.jdbc.offset;

import io.bendsync.source.jdbc.table.TableName;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The names under which positions are stored: Confluent's, so that its offsets are found.
 *
 * <p>Connect finds an offset by the bytes of its partition, and writes a map in the order in which it iterates: so that
 * must be the same in every process. That of a HashMap is, and it is what Connect and Confluent's connector use; that of
 * {@code Map.of} changes from one start of the JVM to the next.
 */
public final class SourcePartitions {
    static final String TABLE = "table";
    static final String PROTOCOL = "protocol";
    static final String QUERY = "query";
    static final String KEYS = "keys";
    static final String CHUNK = "load";
    static final String DELETES = "deletes";
    static final String BINLOG = "binlog";

    /** How many chunks a first load may have. */
    public static final int MOST_CHUNKS = 64;

    private SourcePartitions() {}

    /** The partition of a table, as written. */
    public static Map<String, String> of(TableName table) {
        Map<String, String> partition = new HashMap<>();
        partition.put(TABLE, table.toString());
        partition.put(PROTOCOL, "1");
        return Collections.unmodifiableMap(partition);
    }

    /** The partition of one of the runs in which a table's keys are kept, counted from 1. */
    public static Map<String, String> ofKeys(TableName table, int run) {
        return with(table, KEYS, run);
    }

    /** The partition of a query, whatever its text. */
    public static Map<String, String> ofQuery() {
        return Map.of(QUERY, "query");
    }

    /** The partition of a chunk of a table's first load. */
    public static Map<String, String> of(TableName table, int chunk) {
        return with(table, CHUNK, chunk);
    }

    /** The partition of how far a table's deletes have been read out of the binlog. */
    public static Map<String, String> ofDeletes(TableName table) {
        return with(table, DELETES, BINLOG);
    }

    private static Map<String, String> with(TableName table, String part, int number) {
        return with(table, part, Integer.toString(number));
    }

    private static Map<String, String> with(TableName table, String part, String value) {
        // Put one by one, as Connect does when it reads one: the order depends on how the map grew, too.
        Map<String, String> partition = new HashMap<>();
        of(table).forEach(partition::put);
        partition.put(part, value);
        return Collections.unmodifiableMap(partition);
    }

    /** The partitions of all chunks that a table's first load may have, in order. */
    public static List<Map<String, String>> chunks(TableName table) {
        return IntStream.range(0, MOST_CHUNKS)
                .mapToObj(chunk -> of(table, chunk))
                .toList();
    }

    /** The partitions under which a table's position may be found, the most recent form first. */
    public static List<Map<String, String>> all(TableName table) {
        return List.of(of(table), Map.of(TABLE, table.table()));
    }
}
