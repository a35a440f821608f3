package io.bendsync.source.jdbc.poll;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;

/** Follows one table: each call brings what is new, and moves on. */
public interface TablePoller {
    /**
     * Gives the next records.
     *
     * @throws SQLException when the server refuses; the same rows come again at the next call
     * @throws io.bendsync.source.jdbc.failure.SourceException when the table cannot be read any further
     */
    Batch next() throws SQLException;

    /**
     * Tells that rows were found gone and that this was sent, so that rows which come back just as they were are sent
     * again.
     *
     * @param gone tells by a position in the reading order whether it is one of these rows
     */
    default void forget(Predicate<List<Object>> gone) {}

    /** Whether it waits for other tasks to read the table first. */
    default boolean waits() {
        return false;
    }
}
