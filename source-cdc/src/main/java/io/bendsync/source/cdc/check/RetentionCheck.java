package io.bendsync.source.cdc.check;

import java.time.Duration;
import java.util.List;

/** How long the connector may stand still before the binlog under it is purged. */
final class RetentionCheck implements Check {

    private static final Duration LEAST = Duration.ofDays(1);
    private static final String REMEDY = "SET PERSIST binlog_expire_logs_seconds = 604800;";

    @Override
    public List<Finding> findings(Server server) {
        String text = server.variable("binlog_expire_logs_seconds");
        if (text.isEmpty() || "OFF".equalsIgnoreCase(server.variable("binlog_expire_logs_auto_purge"))) {
            return List.of();
        }
        long seconds = Long.parseLong(text);
        if (seconds == 0 || seconds >= LEAST.toSeconds()) {
            return List.of();
        }
        return List.of(Finding.warning(
                server.userKey("database.hostname"),
                "the server deletes binlogs after " + seconds + " s: a connector that stands still for longer has to"
                        + " load its tables again",
                REMEDY));
    }
}
