package io.bendsync.source.cdc.check;

import static java.util.Objects.requireNonNull;

import io.bendsync.source.cdc.config.Problem;

/**
 * Something on the server that stands in the way of a loss-free stream, and the statement that mends it.
 *
 * @param severity whether the connector may start all the same
 * @param key the configuration key that leads to it
 * @param what what is wrong, where, and what comes of it
 * @param remedy the SQL statement or the settings that mend it; empty if there is none to give
 */
public record Finding(Severity severity, String key, String what, String remedy) {

    /** Whether the connector may start. */
    public enum Severity {
        /** It may not: it would fail, or lose changes. */
        ERROR,

        /** It may, but someone should know. */
        WARNING
    }

    public Finding {
        requireNonNull(severity, "null severity");
        requireNonNull(key, "null key");
        requireNonNull(what, "null what");
        requireNonNull(remedy, "null remedy");
    }

    static Finding error(String key, String what, String remedy) {
        return new Finding(Severity.ERROR, key, what, remedy);
    }

    static Finding warning(String key, String what, String remedy) {
        return new Finding(Severity.WARNING, key, what, remedy);
    }

    /** Whether the connector must not start. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** The whole of it as one line of text. */
    public String message() {
        return remedy.isEmpty() ? what : what + ". Mend it: " + remedy;
    }

    /** The same as a problem of the configuration. */
    public Problem toProblem() {
        return new Problem(key, message());
    }
}
