package io.bendsync.source.jdbc.poll;

import java.sql.SQLException;

/** Follows one table: each call brings what is new, and moves on. */
public interface TablePoller {
    /**
     * Gives the next records.
     *
     * @throws SQLException when the server refuses; the same rows come again at the next call
     * @throws io.bendsync.source.jdbc.failure.SourceException when the table cannot be read any further
     */
    Batch next() throws SQLException;
}
