package io.bendsync.sink.schema;

import org.apache.kafka.connect.errors.ConnectException;

/** A table that rows cannot go into without a person's decision; the message holds the statement to run. */
public final class SchemaMismatchException extends ConnectException {
    private static final long serialVersionUID = 1L;

    public SchemaMismatchException(String message) {
        super(message);
    }
}
