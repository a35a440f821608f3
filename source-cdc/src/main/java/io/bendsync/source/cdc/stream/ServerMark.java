package io.bendsync.source.cdc.stream;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Which server's binlog an offset is a place in. A file and a position may well be there on another server too, and mean
 * something else; with GTIDs they do not matter, and offsets carry no mark.
 */
public final class ServerMark {

    private static final String KEY = "server_uuid";
    private static final String GTIDS = "gtids";

    private ServerMark() {}

    /** The server that an offset is marked with; empty where GTIDs tell the place, or an older version stored it. */
    public static Optional<String> of(Map<String, ?> offset) {
        return offset != null && !offset.containsKey(GTIDS) && offset.get(KEY) instanceof String server
                ? Optional.of(server)
                : Optional.empty();
    }

    /** Marks the offsets of records that Debezium has just made, each of which has an offset of its own. */
    static void put(List<SourceRecord> records, String server) {
        for (SourceRecord record : records) {
            @SuppressWarnings("unchecked")
            Map<String, Object> offset = (Map<String, Object>) record.sourceOffset();
            put(offset, server);
        }
    }

    /** Marks an offset. */
    public static void put(Map<String, Object> offset, String server) {
        if (!offset.containsKey(GTIDS)) {
            offset.put(KEY, server);
        }
    }
}
