package io.bendsync.source.cdc.load;

import io.bendsync.source.cdc.CdcSourceException;
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
 * @param origin where that began
 * @param chunkRows rows in a chunk
 */
record TablePlanner(Map<String, String> config, TableShapes shapes, String load, LoadOrigin origin, long chunkRows) {

    private static final Logger LOG = LoggerFactory.getLogger(TablePlanner.class);
    private static final List<Integer> DENIED = List.of(1044, 1142, 1143, 1227);

    /**
     * Plans one table that has a key.
     *
     * @param connection outside any transaction
     * @param sent what may have been sent of it before
     * @return the plan with the table's shape; empty for a table without a key, which has to be read another way
     */
    Optional<Planned> plan(LoadConnection connection, TableId table, LoadJobs.Sent sent) throws SQLException {
        Optional<Place> free = connection.hasGtids() ? byGtids(connection, table) : Optional.empty();
        Place place = free.isPresent() ? free.get() : locked(connection, table);
        TableShape shape = place.shape();
        if (!shape.keyed()) {
            connection.release();
            return Optional.empty();
        }
        long rows = Splits.rows(connection, table);
        Optional<Column> column = shape.leading().filter(it -> SplitKind.of(it) != SplitKind.NONE);
        List<String> splits =
                column.isEmpty() ? List.of() : new Splits(connection, table, column.get(), chunkRows).find(rows);
        connection.release();
        boolean fromOrigin = sent == LoadJobs.Sent.PERHAPS_ROWS && origin.had(shape);
        return Optional.of(new Planned(
                new TablePlan(
                        load,
                        fromOrigin ? origin.position() : place.start(),
                        shape.structure(),
                        column.map(Column::name).orElse(""),
                        splits,
                        rows),
                shape,
                sent != LoadJobs.Sent.NOTHING && !fromOrigin));
    }

    /** Holds the table's structure until the transaction at hand ends. Empty if GTIDs do not tell what can be read. */
    private Optional<Place> byGtids(LoadConnection connection, TableId table) throws SQLException {
        connection.hold(table);
        Position start = connection.position();
        if (new XaTransactions(connection).may()) {
            connection.release();
            return Optional.empty();
        }
        return Optional.of(new Place(start, shapes.shape(table, connection.createStatement(table))));
    }

    /** A transaction may be behind the position and its rows not visible yet; the lock waits for it. */
    private Place locked(LoadConnection connection, TableId table) throws SQLException {
        lock(connection, table);
        Place place = new Place(connection.position(), shapes.shape(table, connection.createStatement(table)));
        unlock(connection);
        return place;
    }

    /**
     * Plans a table without a key, whose rows must be read just once: as they are at the very position. Writes to it
     * wait for a moment.
     *
     * @param connection outside any transaction
     * @param sent what may have been sent of it before
     * @param reader is left in a transaction that sees the table as it is at the position
     */
    Planned planSnapshot(LoadConnection connection, LoadConnection reader, TableId table, LoadJobs.Sent sent)
            throws SQLException {
        lock(connection, table);
        try {
            reader.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
            reader.keep(table);
            Position start = connection.position();
            TableShape shape = shapes.shape(table, connection.createStatement(table));
            return new Planned(
                    new TablePlan(load, start, shape.structure(), "", List.of(), Splits.rows(reader, table)),
                    shape,
                    sent != LoadJobs.Sent.NOTHING);
        } finally {
            unlock(connection);
        }
    }

    private static void lock(LoadConnection connection, TableId table) throws SQLException {
        try {
            // Has InnoDB lock the table too: of transactions that were prepared before a restart, it alone knows.
            connection.execute("SET autocommit = 0");
            connection.execute("LOCK TABLES " + LoadConnection.quoted(table) + " READ");
        } catch (SQLException e) {
            if (!DENIED.contains(e.getErrorCode())) {
                throw e;
            }
            if (new XaTransactions(connection).may()) {
                throw new CdcSourceException("the account may not lock table " + table + ", and there are XA"
                        + " transactions on the server: a global lock does not wait for those that are prepared, and"
                        + " their rows could be missed. Mend it: GRANT LOCK TABLES ON "
                        + LoadConnection.quoted(table.catalog())
                        + ".* TO the account");
            }
            LOG.info("The account may not lock table {} alone; a global lock is taken for a moment", table);
            connection.execute("FLUSH TABLES WITH READ LOCK");
        }
    }

    private static void unlock(LoadConnection connection) throws SQLException {
        connection.execute("UNLOCK TABLES");
        connection.execute("SET autocommit = 1");
    }

    /** A position, and the table's structure there. */
    private record Place(Position start, TableShape shape) {}

    /**
     * What came of it.
     *
     * @param plan the plan
     * @param shape that its rows get
     * @param anew whether what was sent before must be taken back: a row that has been deleted since is in no event
     *     behind the plan's start
     */
    record Planned(TablePlan plan, TableShape shape, boolean anew) {}
}
