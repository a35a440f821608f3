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
}
