package io.bendsync.source.jdbc.binlog;

import java.sql.SQLException;
import java.util.Collection;

/** Which transactions the server has executed: what they did can be seen by every SELECT from then on. */
public interface Executed {
    /** All of them, as a GTID set. */
    String now() throws SQLException;

    /** Whether these are among them. */
    boolean all(Collection<String> gtids) throws SQLException;
}
