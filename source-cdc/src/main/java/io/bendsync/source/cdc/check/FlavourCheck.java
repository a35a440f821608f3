package io.bendsync.source.cdc.check;

import java.util.List;

/** Only MySQL's binlog is read here: MariaDB's has other events and other GTIDs. */
final class FlavourCheck implements Check {

    @Override
    public List<Finding> findings(Server server) {
        return server.isMariaDb() ? List.of(mariaDb(server.userKey("database.hostname"), server.version())) : List.of();
    }

    static Finding mariaDb(String key, String version) {
        return Finding.error(
                key,
                "the server is MariaDB " + version + ", and this connector reads MySQL's binlog only: use Debezium's"
                        + " MariaDB connector (io.debezium.connector.mariadb.MariaDbConnector), whose records the"
                        + " sink takes, or bendsync's polling source",
                "");
    }
}
