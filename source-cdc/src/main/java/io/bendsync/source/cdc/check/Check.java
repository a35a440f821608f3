package io.bendsync.source.cdc.check;

import java.sql.SQLException;
import java.util.List;

/** Looks at one thing on a server before anything starts. Reads only, and little. */
@FunctionalInterface
interface Check {

    /**
     * What is wrong; empty if all is well.
     *
     * @throws SQLException if the server would not answer the question
     */
    List<Finding> findings(Server server) throws SQLException;
}
