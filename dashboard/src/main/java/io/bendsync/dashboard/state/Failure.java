package io.bendsync.dashboard.state;

/**
 * Why a connector or a task failed.
 *
 * @param part the connector or its task, in words
 * @param message what to know and to do, as the connector says it
 * @param trace all of it
 * @param since when the dashboard first saw it, in milliseconds since 1970
 * @param now whether it still stands so
 */
public record Failure(String connector, String part, String message, String trace, long since, boolean now) {
    Failure over() {
        return new Failure(connector, part, message, trace, since, false);
    }
}
