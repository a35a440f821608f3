package io.bendsync.source.cdc.stream;

import java.time.Duration;
import java.util.Optional;

/** How often, and after what waits, a lost connection is tried again before the task gives up. One thread's. */
public final class RetryBudget {

    private static final long FIRST_WAIT_MS = 500;
    private static final int FOR_EVER = -1;
    private static final int DOUBLINGS = 20;

    private final int attempts;
    private final long longestWaitMs;
    private int used;

    /**
     * @param attempts in a row; 0 for none, -1 for no end
     * @param longestWait the wait doubles from half a second up to this
     */
    public RetryBudget(int attempts, Duration longestWait) {
        this.attempts = attempts;
        this.longestWaitMs = longestWait.toMillis();
    }

    /** Takes one attempt out of the budget: how long to wait before it, or nothing when all are used. */
    public Optional<Duration> next() {
        if (attempts != FOR_EVER && used >= attempts) {
            return Optional.empty();
        }
        long wait = Math.min(longestWaitMs, FIRST_WAIT_MS << Math.min(used, DOUBLINGS));
        used++;
        return Optional.of(Duration.ofMillis(wait));
    }

    /** How many were used since the last success. */
    public int used() {
        return used;
    }

    /** Fills the budget again: changes have come through. */
    public void refill() {
        used = 0;
    }
}
