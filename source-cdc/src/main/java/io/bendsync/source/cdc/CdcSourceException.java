package io.bendsync.source.cdc;

import org.apache.kafka.connect.errors.ConnectException;

/** Why the binlog source stopped: what happened, where, and what to do; the cause is kept. */
public final class CdcSourceException extends ConnectException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what, where and what to do; holds no row value and no credential
     */
    public CdcSourceException(String message) {
        super(message);
    }

    /**
     * @param message what, where and what to do; holds no row value and no credential
     * @param cause what led to it, or null
     */
    public CdcSourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
