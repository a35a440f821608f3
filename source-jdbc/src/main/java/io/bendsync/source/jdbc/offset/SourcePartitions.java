package io.bendsync.source.jdbc.offset;

import io.bendsync.source.jdbc.table.TableName;
import java.util.List;
import java.util.Map;

/** The names under which positions are stored: Confluent's, so that its offsets are found. */
public final class SourcePartitions {
    static final String TABLE = "table";
    static final String PROTOCOL = "protocol";
    static final String QUERY = "query";

    private SourcePartitions() {}

    /** The partition of a table, as written. */
    public static Map<String, String> of(TableName table) {
        return Map.of(TABLE, table.toString(), PROTOCOL, "1");
    }

    /** The partition of a query, whatever its text. */
    public static Map<String, String> ofQuery() {
        return Map.of(QUERY, "query");
    }

    /** The partitions under which a table's position may be found, the most recent form first. */
    public static List<Map<String, String>> all(TableName table) {
        return List.of(of(table), Map.of(TABLE, table.table()));
    }
}
