package io.bendsync.sink.record;

import org.apache.kafka.connect.errors.DataException;

/** A record that cannot be written as it is: goes to the dead-letter queue, or stops the task. */
public final class BadRecordException extends DataException {
    private static final long serialVersionUID = 1L;

    /** @param reason what is wrong, naming the column but never its value */
    public BadRecordException(String reason) {
        super(reason);
    }

    public BadRecordException(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** The same without its cause, to be kept for long. */
    public BadRecordException forgetful() {
        return getCause() == null ? this : new BadRecordException(getMessage());
    }

    /** Where in our code it was found says nothing about the record, and many may be kept. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
