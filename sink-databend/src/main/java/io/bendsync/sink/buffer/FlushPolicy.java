package io.bendsync.sink.buffer;

import io.bendsync.sink.config.FlushSettings;

/**
 * When a topic's waiting rows are due: when there are enough of them, or when they have waited long enough. A row
 * that comes after a pause is due at once. While flushes are slow, rows wait longer, so that there are fewer and
 * larger ones: a MERGE costs nearly the same for a thousand rows as for a hundred thousand.
 */
final class FlushPolicy {
    /** Flushes may take one part in so many of the time. */
    private static final int SHARE = 2;

    /** As many records as a consumer's poll brings by default: when it does, there is more to come. */
    private static final int FULL_POLL = 500;
    /** While there is more to come, rows gather for so many intervals. */
    private static final int GATHERING = 5;
    /** How long a broker on a busy machine may take to answer the next fetch. */
    private static final long PAUSE_MILLIS = 60;
    /** The wait for one that takes longer is worth so small a part of another flush. */
    private static final int PAUSE_SHARE = 20;

    private static final long PAUSE_MILLIS_AT_MOST = 250;

    private final FlushSettings settings;

    FlushPolicy(FlushSettings settings) {
        this.settings = settings;
    }

    boolean enough(int rows, long bytes) {
        return rows >= settings.startRows() || bytes >= settings.maxBytes();
    }

    /** Whether a flush of this size takes no more rows. */
    boolean full(int rows, long bytes) {
        return rows >= settings.maxRows() || bytes >= settings.maxBytes();
    }

    boolean isFullPoll(int records) {
        return records >= FULL_POLL;
    }

    /**
     * For how long no full poll comes when there is nothing more behind the last one.
     *
     * @param usualMillis how long the topic's flushes have taken lately
     */
    long pauseMillis(double usualMillis) {
        long pause = (long) Math.min(usualMillis / PAUSE_SHARE, PAUSE_MILLIS_AT_MOST);
        return Math.min(Math.max(pause, PAUSE_MILLIS), settings.interval().toMillis());
    }

    /** When rows have gathered long enough although there is more to come. */
    long gatheredAt(long firstRowAt) {
        return firstRowAt
                + Math.min(
                        settings.interval().toMillis() * GATHERING,
                        settings.maxInterval().toMillis());
    }

    /**
     * When rows are due that do not suffice by number.
     *
     * @param lastStart when the topic's last flush began, in milliseconds
     * @param usualMillis how long its flushes have taken lately, waiting for their turn included
     */
    long dueAt(long lastStart, double usualMillis) {
        long stretched = (long)
                Math.min(usualMillis * SHARE, (double) settings.maxInterval().toMillis());
        return lastStart + Math.max(settings.interval().toMillis(), stretched);
    }
}
