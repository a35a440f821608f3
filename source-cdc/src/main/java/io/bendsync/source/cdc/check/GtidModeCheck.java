package io.bendsync.source.cdc.check;

import java.util.List;

/** Positions in files mean nothing on another server; GTIDs do. */
final class GtidModeCheck implements Check {

    @Override
    public List<Finding> findings(Server server) {
        String mode = server.variable("gtid_mode");
        if (mode.isEmpty() || "ON".equalsIgnoreCase(mode)) {
            return List.of();
        }
        return List.of(Finding.warning(
                server.userKey("database.hostname"),
                "gtid_mode is " + mode + ": after a failover to another server the connector could not go on",
                "SET PERSIST enforce_gtid_consistency = ON; SET PERSIST gtid_mode = OFF_PERMISSIVE;"
                        + " SET PERSIST gtid_mode = ON_PERMISSIVE; SET PERSIST gtid_mode = ON;"));
    }
}
