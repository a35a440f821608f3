package io.bendsync.source.cdc.check;

import java.util.List;

/** There must be a binlog, and the server must have an id, or it serves no reader. */
final class BinlogOnCheck implements Check {

    @Override
    public List<Finding> findings(Server server) {
        if ("OFF".equalsIgnoreCase(server.variable("log_bin"))) {
            return List.of(Finding.error(
                    server.userKey("database.hostname"),
                    "the server writes no binlog (log_bin=OFF)",
                    "put log_bin=binlog and server_id=1 under [mysqld] in my.cnf, without skip-log-bin, and restart"
                            + " MySQL"));
        }
        if ("0".equals(server.variable("server_id"))) {
            return List.of(Finding.error(
                    server.userKey("database.hostname"),
                    "the server has server_id=0 and so refuses all binlog readers",
                    "SET PERSIST server_id = 1;"));
        }
        return List.of();
    }
}
