package io.bendsync.source.cdc.check;

import java.util.List;

/** Only MySQL's binlog is read here: MariaDB's has other events and other GTIDs. */
final class FlavourCheck implements Check {

    @Override
    public List<Finding> findings(Server server) {
        if (!server.isMariaDb()) {
            return List.of();
        }
        return List.of(Finding.error(
                server.userKey("database.hostname"),
                "the server is MariaDB " + server.version() + ", and this connector reads MySQL's binlog only: use"
                        + " Debezium's MariaDB connector (io.debezium.connector.mariadb.MariaDbConnector), whose"
                        + " records the sink takes, or bendsync's polling source",
                ""));
    }
}
