package io.bendsync.source.cdc;

import io.bendsync.source.cdc.stream.Failure;
import java.util.Map;

/** What to tell the user when the stream has ended for good: what happened, where, and how to go on. */
record FailureMessage(Map<String, String> config) {

    String about(Failure failure, Throwable thrown) {
        return switch (failure) {
            case BINLOG_PURGED ->
                where() + " no longer has the binlog from which connector " + name()
                        + " must go on: it was purged while"
                        + " the connector stood still or lay behind. Nothing has been skipped; the changes in between"
                        + " can only be had by loading the tables again: bendsync run FILE --resync, or in a"
                        + " plain Connect cluster stop the connector, DELETE /connectors/" + name()
                        + "/offsets, and resume it. Rows deleted meanwhile stay in the target; bendsync verify --repair"
                        + " removes them. To have more time next: SET PERSIST binlog_expire_logs_seconds ="
                        + " 604800; (" + reason(thrown) + ")";
            case SERVER_ID_TAKEN ->
                "another reader has signed on at " + where() + " as server id " + config.get("database.server.id")
                        + " and the server has thrown connector " + name() + " out: see that the connector does not run"
                        + " twice, or give it a database.server.id of its own";
            case HISTORY_LOST ->
                "the topic " + config.get("schema.history.internal.kafka.topic") + " with the history of the tables'"
                        + " structure is empty or gone, and without it connector " + name() + " cannot read the binlog"
                        + " from where it stands. If no table has changed its structure since it stopped, restart it"
                        + " once with snapshot.mode=recovery; else load the tables again: bendsync run FILE --resync, or in a plain Connect"
                        + " cluster stop it, DELETE /connectors/" + name() + "/offsets, and resume it";
            case CONNECTION_LOST ->
                "the connection to " + where() + " was lost, and could not be made again in "
                        + config.get("errors.max.retries") + " attempts: see that the server runs, and restart the"
                        + " task; nothing has been skipped (" + reason(thrown) + ")";
            case OTHER -> "connector " + name() + " cannot go on reading " + where() + ": " + reason(thrown);
        };
    }

    private String where() {
        return "MySQL at " + config.get("database.hostname") + ":" + config.getOrDefault("database.port", "3306");
    }

    private String name() {
        return config.getOrDefault("name", config.get("topic.prefix"));
    }

    /** The deepest cause that has something to say; the ones around it say "see the cause". */
    static String reason(Throwable thrown) {
        String reason = thrown.toString();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null) {
                reason = cause.getMessage();
            }
            if (cause.getCause() == cause) {
                break;
            }
        }
        return reason.lines().findFirst().orElse(reason);
    }
}
