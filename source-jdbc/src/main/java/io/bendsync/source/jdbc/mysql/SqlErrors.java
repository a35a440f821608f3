package io.bendsync.source.jdbc.mysql;

import com.mysql.cj.exceptions.SSLParamsException;
import io.bendsync.mysql.Encryption;
import io.bendsync.mysql.UntrustedCertificate;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;

/** What an error of the server or the driver means for us. Codes: MySQL's error reference. */
public final class SqlErrors {
    private static final int DB_ACCESS_DENIED = 1044;
    private static final int ACCESS_DENIED = 1045;
    private static final int UNKNOWN_DATABASE = 1049;
    private static final int UNKNOWN_COLUMN = 1054;
    private static final int NO_SUCH_TABLE = 1146;
    private static final int TABLE_ACCESS_DENIED = 1142;
    private static final int COLUMN_ACCESS_DENIED = 1143;
    private static final int SPECIFIC_ACCESS_DENIED = 1227;
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int DEADLOCK = 1213;
    private static final int TOO_MANY_CONNECTIONS = 1040;
    private static final int SERVER_SHUTDOWN = 1053;
    private static final int QUERY_INTERRUPTED = 1317;
    private static final int QUERY_TIMEOUT = 3024;
    private static final int TABLE_DEF_CHANGED = 1412;
    private static final int NEEDS_REPREPARE = 1615;

    private SqlErrors() {}

    /** User or password are wrong. */
    public static boolean badCredentials(SQLException e) {
        return e.getErrorCode() == ACCESS_DENIED || "28000".equals(e.getSQLState());
    }

    /** The account may not use the database, the table or the column. */
    public static boolean denied(SQLException e) {
        return switch (e.getErrorCode()) {
            case DB_ACCESS_DENIED, TABLE_ACCESS_DENIED, COLUMN_ACCESS_DENIED, SPECIFIC_ACCESS_DENIED -> true;
            default -> false;
        };
    }

    /** The database of the URL does not exist. */
    public static boolean unknownDatabase(SQLException e) {
        return e.getErrorCode() == UNKNOWN_DATABASE;
    }

    /** The table is gone. */
    public static boolean noSuchTable(SQLException e) {
        return e.getErrorCode() == NO_SUCH_TABLE || e.getErrorCode() == UNKNOWN_DATABASE;
    }

    /** What we know of the table is out of date: a column is gone, or the table was altered under the statement. */
    public static boolean tableChanged(SQLException e) {
        // What the driver does when a prepared statement comes back with more columns than it was prepared with.
        if (e.getCause() instanceof IndexOutOfBoundsException) {
            return true;
        }
        return switch (e.getErrorCode()) {
            case UNKNOWN_COLUMN, TABLE_DEF_CHANGED, NEEDS_REPREPARE -> true;
            default -> false;
        };
    }

    /** The session is lost or was never had: a new one may do. */
    public static boolean connectionLost(SQLException e) {
        String state = e.getSQLState();
        return (state != null && state.startsWith("08"))
                || e instanceof SQLNonTransientConnectionException
                || e.getErrorCode() == SERVER_SHUTDOWN
                || e.getErrorCode() == TOO_MANY_CONNECTIONS;
    }

    /** A key store cannot be read, or other TLS settings cannot be used. */
    public static boolean badTlsSettings(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLParamsException) {
                return true;
            }
        }
        return false;
    }

    /** Encryption is wanted, and the server has none. */
    public static boolean tlsNotOffered(SQLException e) {
        return Encryption.isNotOffered(e);
    }

    /** The server's certificate is not from a known authority, or for another host. */
    public static boolean untrusted(SQLException e) {
        return UntrustedCertificate.in(e);
    }

    private static boolean tls(SQLException e) {
        return untrusted(e) || tlsNotOffered(e) || badTlsSettings(e);
    }

    /** The same statement may well succeed when it is tried again. */
    public static boolean transientError(SQLException e) {
        if (badCredentials(e) || denied(e) || noSuchTable(e) || tls(e)) {
            return false;
        }
        return connectionLost(e)
                || e instanceof SQLTransientException
                || switch (e.getErrorCode()) {
                    case LOCK_WAIT_TIMEOUT, DEADLOCK, QUERY_INTERRUPTED, QUERY_TIMEOUT -> true;
                    default -> false;
                };
    }

    /** The server's words without the driver's stack of exceptions: one line. */
    public static String brief(SQLException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String line = message.lines()
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("")
                .strip();
        return e.getErrorCode() == 0 ? line : line + " (MySQL error " + e.getErrorCode() + ")";
    }
}
