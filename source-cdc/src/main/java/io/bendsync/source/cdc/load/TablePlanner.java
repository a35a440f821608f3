package io.bendsync.source.cdc.load;

import io.bendsync.source.cdc.stream.Position;
import io.debezium.relational.Column;
import io.debezium.relational.TableId;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans the load of tables, each just before it is read. First comes the position, then whatever is read, so that a
 * change is in the rows, or behind the position in the binlog, or both: never in neither.
 *
 * @param config the configuration in Debezium's words
 * @param shapes reads structure
 * @param load the first load that the plans belong to
 * @param chunkRows rows in a chunk
 */
record TablePlanner(Map<String, String> config, TableShapes shapes, String load, long chunkRows) {

    private static final Logger LOG = LoggerFactory.getLogger(TablePlanner.class);
    private static final List<Integer> DENIED = List.of(1044, 1142, 1143, 1227);

    /**
     * Plans one table that has a key.
     *
     * @param connection outside any transaction
     * @return the plan with the table's shape; empty for a table without a key, which has to be read another way
     */
    Optional<Planned> plan(LoadConnection connection, TableId table) throws SQLException {
        Position start;
        TableShape shape;
        if (connection.hasGtids()) {
            connection.hold(table);
            start = connection.position();
            shape = shapes.shape(table, connection.createStatement(table));
        } else {
            // By file and position a transaction may be behind us and its rows not visible yet; the lock waits for it.
            lock(connection, table);
            start = connection.position();
            shape = shapes.shape(table, connection.createStatement(table));
            connection.execute("UNLOCK TABLES");
        }
        if (!shape.keyed()) {
            connection.release();
            return Optional.empty();
        }
        long rows = Splits.rows(connection, table);
        Optional<Column> column = shape.leading().filter(it -> SplitKind.of(it) != SplitKind.NONE);
        List<String> splits =
                column.isEmpty() ? List.of() : new Splits(connection, table, column.get(), chunkRows).find(rows);
        connection.release();
        return Optional.of(new Planned(
                new TablePlan(
                        load, start, shape.structure(), column.map(Column::name).orElse(""), splits, rows),
                shape));
    }

    /**
     * Plans a table without a key, whose rows must be read just once: as they are at the very position. Writes to it
     * wait for a moment.
     *
     * @param connection outside any transaction
     * @param reader is left in a transaction that sees the table as it is at the position
     */
    Planned planSnapshot(LoadConnection connection, LoadConnection reader, TableId table) throws SQLException {
        lock(connection, table);
        try {
            reader.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
            reader.keep(table);
            Position start = connection.position();
            TableShape shape = shapes.shape(table, connection.createStatement(table));
            return new Planned(
                    new TablePlan(load, start, shape.structure(), "", List.of(), Splits.rows(reader, table)), shape);
        } finally {
            connection.execute("UNLOCK TABLES");
        }
    }

    private static void lock(LoadConnection connection, TableId table) throws SQLException {
        try {
            connection.execute("LOCK TABLES " + LoadConnection.quoted(table) + " READ");
        } catch (SQLException e) {
            if (!DENIED.contains(e.getErrorCode())) {
                throw e;
            }
            LOG.info("The account may not lock table {} alone; a global lock is taken for a moment", table);
            connection.execute("FLUSH TABLES WITH READ LOCK");
        }
    }

    /** A plan, and the shape that its rows get. */
    record Planned(TablePlan plan, TableShape shape) {}
}
