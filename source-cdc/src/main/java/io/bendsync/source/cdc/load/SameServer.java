package io.bendsync.source.cdc.load;

import io.bendsync.source.cdc.CdcSourceException;
import io.bendsync.source.cdc.stream.ServerMark;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Sees to it that a place in one server's binlog is never looked for in another's. */
public final class SameServer {

    private SameServer() {}

    /**
     * Asks the server who it is, if the stored offset says by whom it was written.
     *
     * @param config the configuration in Debezium's words
     * @param stored the binlog's offset, null if there is none
     * @throws CdcSourceException if it is another server
     * @throws SQLException if it cannot be asked
     */
    public static void require(Map<String, String> config, Map<String, ?> stored) throws SQLException {
        Optional<String> before = ServerMark.of(stored);
        if (before.isEmpty()) {
            return;
        }
        try (LoadConnection connection = LoadConnection.open(config)) {
            String now = connection.serverUuid();
            if (!now.equals(before.get())) {
                throw new CdcSourceException("MySQL at " + config.get("database.hostname") + ":"
                        + config.getOrDefault("database.port", "3306") + " is another server (" + now
                        + ") than the one ("
                        + before.get() + ") whose binlog connector " + config.get("name") + " has read up to "
                        + stored.get("file") + ":" + stored.get("pos") + ", and without GTIDs that place means nothing"
                        + " here. Nothing has been skipped. Go back to the old server, or load the tables again: "
                        + "bendsync run FILE --resync, or in a plain Connect cluster stop the connector, DELETE /connectors/"
                        + config.get("name") + "/offsets, and resume it. To fail over without that next time:"
                        + " gtid_mode=ON on both servers");
            }
        }
    }
}
