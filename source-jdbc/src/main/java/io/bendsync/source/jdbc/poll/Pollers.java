package io.bendsync.source.jdbc.poll;

import java.sql.SQLException;
import java.util.Map;

/** Makes the pollers of a task's pieces of work. */
@FunctionalInterface
public interface Pollers {
    /**
     * Gives the poller that goes on there, else where the stored offset says.
     *
     * @param piece what is to be followed
     * @param last the offset of the last record sent by this task, null before the first
     * @throws SQLException when the server cannot be asked
     * @throws io.bendsync.source.jdbc.failure.SourceException when the table cannot be read as configured
     */
    TablePoller poller(Piece piece, Map<String, ?> last) throws SQLException;
}
