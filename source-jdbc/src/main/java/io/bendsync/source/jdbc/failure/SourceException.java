package io.bendsync.source.jdbc.failure;

import org.apache.kafka.connect.errors.ConnectException;

/**
 * The one exception of this module: something the user or the database has to mend. Its message says what is wrong,
 * where (table, column, setting), and what to do; it never holds a row's values or a password.
 */
public class SourceException extends ConnectException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure that we found by ourselves.
     *
     * @param message what is wrong, where, and what to do about it
     */
    public SourceException(String message) {
        super(message);
    }

    /**
     * A failure that somebody else reported.
     *
     * @param message what is wrong, where, and what to do about it
     * @param cause what the driver or the framework said
     */
    public SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
