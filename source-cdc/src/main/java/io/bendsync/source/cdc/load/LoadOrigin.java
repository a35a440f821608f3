package io.bendsync.source.cdc.load;

import io.bendsync.source.cdc.stream.Position;
import io.debezium.relational.TableId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Where a first load began: the position from which the binlog will be read, and which structure the tables had there.
 * A table that may have been sent by an earlier run, of which nothing was stored, can begin there again: every change
 * since is in the binlog, in rows of the structure that it has now.
 *
 * @param position the binlog's
 * @param tables a digest of each table's name and structure
 */
record LoadOrigin(Position position, Set<String> tables) {

    private static final String TABLES = "tables";
    private static final int DIGEST_BYTES = 4;

    LoadOrigin {
        tables = Set.copyOf(tables);
    }

    /** That of the load which the stream's offset tells of. */
    static LoadOrigin of(Map<String, ?> streamOffset) {
        return new LoadOrigin(
                Position.of(streamOffset)
                        .orElseThrow(() -> new IllegalArgumentException("a first load without a position")),
                streamOffset.get(TABLES) instanceof String tables && !tables.isEmpty()
                        ? Set.copyOf(Arrays.asList(tables.split(",", -1)))
                        : Set.of());
    }

    /**
     * Puts what it knows of the tables into the stream's offset.
     *
     * @param structure Debezium's records of the statements that would create them
     */
    static void put(Map<String, Object> streamOffset, List<SourceRecord> structure) {
        Set<String> tables = new TreeSet<>();
        for (SourceRecord record : structure) {
            if (record.value() instanceof Struct value
                    && value.schema().field("ddl") != null
                    && value.schema().field("tableChanges") != null) {
                for (Object each : value.getArray("tableChanges")) {
                    Struct change = (Struct) each;
                    if (change.getString("type").equals("CREATE")) {
                        TableId table = TableId.parse(change.getString("id"), true);
                        tables.add(digest(table, TableShapes.digest(value.getString("ddl"))));
                    }
                }
            }
        }
        streamOffset.put(TABLES, tables.stream().collect(Collectors.joining(",")));
    }

    /** Whether a table had this structure there; no, where it is not known. */
    boolean had(TableShape shape) {
        return tables.contains(digest(shape.id(), shape.structure()));
    }

    private static String digest(TableId table, String structure) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((table.catalog() + "\n" + table.table() + "\n" + structure)
                            .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
