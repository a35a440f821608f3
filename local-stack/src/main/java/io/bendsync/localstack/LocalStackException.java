package io.bendsync.localstack;

/**
 * Something the local stack needs could not be had, or one of its servers did not do as told. The message is made
 * for the person at the terminal: what failed, where, and what to do about it. It never holds a password.
 */
public class LocalStackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message for the user. */
    public LocalStackException(String message) {
        super(message);
    }

    /** With a message for the user and the failure behind it. */
    public LocalStackException(String message, Throwable cause) {
        super(message, cause);
    }
}
