package io.bendsync.source.cdc.load;

import io.bendsync.source.cdc.ddl.WorkingCopies;
import io.bendsync.source.cdc.stream.NewTables;
import io.bendsync.source.cdc.stream.Position;
import io.debezium.relational.TableId;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * What the reading of the binlog has to know of the first load.
 *
 * @param starts by {@code database.table}: up to where changes are in the loaded rows already
 * @param server by which the server is told from all others
 * @param copies by which to know what online schema changes leave beside tables
 * @param now where the binlog is at this moment, by which to tell when its reading has caught up
 * @param captured tables that are there
 */
public record Handover(
        Map<String, Position> starts, Position now, String server, WorkingCopies copies, NewTables captured) {

    public Handover {
        starts = Map.copyOf(starts);
    }

    /**
     * Reads what is stored, and asks the server.
     *
     * @param config the configuration in Debezium's words
     * @throws SQLException if the server cannot be asked
     */
    public static Handover of(Map<String, String> config, OffsetStorageReader offsets) throws SQLException {
        try (LoadConnection connection = LoadConnection.open(config)) {
            Map<String, Position> starts = new HashMap<>();
            List<TableId> captured = connection.captured();
            Map<String, Object> stream = offsets.offset(LoadOffsets.partition(config));
            LoadOffsets.of(config, captured, offsets)
                    .forEach((TableId table, Map<String, Object> offset) -> Position.of(offset)
                            .filter(start -> stream == null || !start.isBehind(stream))
                            .ifPresent(start -> starts.put(name(table), start)));
            return new Handover(
                    starts,
                    connection.position(),
                    connection.serverUuid(),
                    connection.copies(),
                    new NewTables(captured.stream().map(Handover::name).toList()));
        }
    }

    private static String name(TableId table) {
        return table.catalog() + "." + table.table();
    }
}
