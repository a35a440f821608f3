package io.bendsync.source.cdc;

import io.bendsync.source.cdc.stream.Failure;
import io.bendsync.source.cdc.stream.NewTables;
import java.util.Map;
import java.util.regex.Pattern;

/** What to tell the user when the stream has ended for good: what happened, where, and how to go on. */
record FailureMessage(Map<String, String> config) {

    /** All that Debezium says of a value that was refused; the reason stands in the log. */
    private static final Pattern UNCONVERTED_DATE =
            Pattern.compile("Failed to properly convert data value for .* of type (?:DATE|DATETIME|TIMESTAMP)\\b");

    private static final String ZERO_DATE =
            ". If it is a date with a zero in it, which no calendar has: set zero.dates to"
                    + " null or to a date to send instead, or mend the row; nothing has been skipped";

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
            case TABLE_UNKNOWN ->
                "a table has changed that connector " + name()
                        + " did not capture when it began, so that its rows have not"
                        + " been loaded and its structure is not known (" + reason(thrown)
                        + "). Nothing has been skipped. "
                        + NewTables.WHAT_TO_DO;
            case CONNECTION_LOST ->
                "the connection to " + where() + " was lost, and could not be made again in "
                        + config.get("errors.max.retries") + " attempts: see that the server runs, and restart the"
                        + " task; nothing has been skipped (" + reason(thrown) + ")";
            case OTHER ->
                "connector " + name() + " cannot go on reading " + where() + ": " + reason(thrown)
                        + (UNCONVERTED_DATE.matcher(reason(thrown)).find() ? ZERO_DATE : "");
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
