package io.bendsync.sink.config;

import java.time.Duration;

/**
 * How often and after how long a failed attempt is made again.
 *
 * @param retries further attempts after the first
 * @param backoff the wait before the first of them; each further wait is twice as long, up to 30 seconds
 */
public record RetrySettings(int retries, Duration backoff) {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** The wait before a further attempt, counted from 1. */
    public Duration wait(int attempt) {
        Duration doubled = backoff.multipliedBy(1L << Math.min(attempt - 1, 20));
        return doubled.compareTo(LONGEST) > 0 ? (backoff.compareTo(LONGEST) > 0 ? backoff : LONGEST) : doubled;
    }
}
