package io.bendsync.source.cdc.check;

import java.sql.SQLException;
import java.util.List;

/** An id that another replica has would have the two throw each other out. */
final class ServerIdCheck implements Check {

    @Override
    public List<Finding> findings(Server server) throws SQLException {
        long id = Long.parseLong(server.setting("database.server.id"));
        if (!new Replicas(server).idsTaken().contains(id)) {
            return List.of();
        }
        return List.of(Finding.error(
                "database.server.id",
                "database.server.id " + id + " is the id of the server itself or of one of its replicas",
                "leave database.server.id out, and a free one is chosen"));
    }
}
