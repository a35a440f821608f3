package io.bendsync.source.cdc.stream;

import com.github.shyiko.mysql.binlog.event.deserialization.EventDataDeserializationException;
import com.github.shyiko.mysql.binlog.network.AuthenticationException;
import com.github.shyiko.mysql.binlog.network.ServerException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an exception out of Debezium means for the user. Debezium 3.6.1 tells connections that were lost from faults
 * that last only by the exceptions it wraps, and its MySQL connector never tries again by itself.
 */
public enum Failure {
    /** The connection broke, or the server is going down: try again. */
    CONNECTION_LOST,

    /** The server has deleted the binlog from which to go on. */
    BINLOG_PURGED,

    /** Another reader signed on under the same server id. */
    SERVER_ID_TAKEN,

    /** The offsets are there and the history of the tables' structure is not. */
    HISTORY_LOST,

    /** A table changed whose structure Debezium has never seen. */
    TABLE_UNKNOWN,

    /** Anything else; trying again would not help. */
    OTHER;

    private static final int FATAL_READING_BINLOG = 1236;
    private static final List<Integer> GOING_DOWN = List.of(1053, 1077, 1079, 3168);

    /** Judges by the whole chain of causes, as the outermost is the same for all. */
    public static Failure of(Throwable thrown) {
        List<Throwable> chain = chain(thrown);
        for (Throwable link : chain) {
            String message = String.valueOf(link.getMessage()).toLowerCase(Locale.ROOT);
            if (message.contains("no longer available on the server")) {
                return BINLOG_PURGED;
            }
            if (message.contains("history topic is missing")) {
                return HISTORY_LOST;
            }
            if (message.contains("schema isn't known to this connector")) {
                return TABLE_UNKNOWN;
            }
            if (code(link) == FATAL_READING_BINLOG) {
                return fatalReading(message);
            }
        }
        return isLost(chain) ? CONNECTION_LOST : OTHER;
    }

    private static Failure fatalReading(String message) {
        if (message.contains("same server_uuid") || message.contains("same server_id")) {
            return SERVER_ID_TAKEN;
        }
        boolean purged = message.contains("purged")
                || message.contains("could not find first log file")
                || message.contains("could not find next log");
        return purged ? BINLOG_PURGED : OTHER;
    }

    private static boolean isLost(List<Throwable> chain) {
        Throwable root = chain.get(chain.size() - 1);
        if (root instanceof EOFException || root instanceof SocketException) {
            return true;
        }
        for (Throwable link : chain) {
            if (link instanceof EventDataDeserializationException || link instanceof AuthenticationException) {
                return false;
            }
            if (GOING_DOWN.contains(code(link))) {
                return true;
            }
            if (link instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith("08")) {
                return true;
            }
            if (link instanceof IOException && !(link instanceof ServerException)) {
                return true;
            }
        }
        return false;
    }

    private static int code(Throwable link) {
        if (link instanceof ServerException server) {
            return server.getErrorCode();
        }
        return link instanceof SQLException sql ? sql.getErrorCode() : 0;
    }

    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable link = thrown; link != null && !chain.contains(link); link = link.getCause()) {
            chain.add(link);
        }
        return chain;
    }
}
