package io.bendsync.source.jdbc.binlog;

import io.bendsync.source.jdbc.table.TableName;
import java.util.List;

/** What the binlog says of deleted rows, table by table, in its order. */
public interface DeleteFeed {
    /**
     * Begins to follow a table, or goes on elsewhere.
     *
     * @param table the table
     * @param position a GTID set: of these transactions nothing is wanted
     */
    void follow(TableName table, String position);

    /** Follows the table no longer. */
    void leave(TableName table);

    /** Whether the table is followed; no longer when nobody has asked for what waits for long. */
    boolean follows(TableName table);

    /**
     * Gives what waits, without taking it.
     *
     * @param table a table that is followed
     * @param most how many at most
     * @throws io.bendsync.source.jdbc.failure.SourceException when the binlog cannot be read any further
     */
    List<Deletion> waiting(TableName table, int most);

    /**
     * Takes what was given, now that it is on its way.
     *
     * @param table the table
     * @param done the first of what waits, as {@link #waiting} gave it
     */
    void done(TableName table, List<Deletion> done);

    /** A GTID set of whose transactions nothing waits for this table any more; empty if it is not followed. */
    String position(TableName table);
}
