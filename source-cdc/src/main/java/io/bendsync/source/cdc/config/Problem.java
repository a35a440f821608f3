package io.bendsync.source.cdc.config;

import static java.util.Objects.requireNonNull;

/**
 * One thing wrong with a configuration, at the key that the user has to change.
 *
 * @param key the configuration key; never null
 * @param message what is wrong, where, and what to do; no credentials
 */
public record Problem(String key, String message) {

    public Problem {
        requireNonNull(key, "null key");
        requireNonNull(message, "null message");
    }
}
