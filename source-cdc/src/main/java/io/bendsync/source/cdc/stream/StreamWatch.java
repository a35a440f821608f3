package io.bendsync.source.cdc.stream;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Notices that a stream has ended without a word: its connection is gone, or it is there and nothing comes through it,
 * not even the heartbeats that the server sends when there is nothing else. Watches one run of Debezium's task; one
 * thread's.
 */
public final class StreamWatch {

    private static final long LOOK_EVERY = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_CONNECT = Duration.ofSeconds(30).toNanos();

    private final BooleanSupplier loading;
    private final BooleanSupplier connected;
    private final Duration longestSilence;
    private final LongSupplier clock;

    private long lastLook;
    private long lastHeard;
    private boolean wasConnected;
    private boolean wasGone;

    /**
     * @param loading whether the first load is under way now, when no connection is due
     * @param connected whether there is a connection now
     * @param longestSilence after which a connection counts as dead
     * @param clock nanoseconds from any start
     */
    public StreamWatch(
            BooleanSupplier loading, BooleanSupplier connected, Duration longestSilence, LongSupplier clock) {
        this.loading = loading;
        this.connected = connected;
        this.longestSilence = longestSilence;
        this.clock = clock;
        this.lastLook = clock.getAsLong();
        this.lastHeard = lastLook;
    }

    /** Something came through. */
    public void heard() {
        lastHeard = clock.getAsLong();
    }

    /** What is wrong with the stream, if anything; to be asked whenever a poll brought nothing. */
    public Optional<String> trouble() {
        long now = clock.getAsLong();
        boolean isConnected = connected.getAsBoolean();
        if (!wasConnected) {
            return beforeTheFirstConnection(now, isConnected);
        }
        if (now - lastLook < LOOK_EVERY) {
            return Optional.empty();
        }
        lastLook = now;
        // Twice in a row, as what was read before the end may still be on its way.
        boolean gone = !isConnected && wasGone;
        wasGone = !isConnected;
        if (gone) {
            return Optional.of("the server closed the connection");
        }
        return now - lastHeard > longestSilence.toNanos()
                ? Optional.of("no heartbeat for " + longestSilence.toSeconds() + " s")
                : Optional.empty();
    }

    /** It may also come and go unseen. */
    private Optional<String> beforeTheFirstConnection(long now, boolean isConnected) {
        wasConnected = isConnected;
        if (isConnected || loading.getAsBoolean()) {
            lastLook = now;
            lastHeard = now;
        }
        return now - lastHeard > LONGEST_CONNECT
                ? Optional.of("no connection after "
                        + Duration.ofNanos(LONGEST_CONNECT).toSeconds() + " s")
                : Optional.empty();
    }
}
