package io.bendsync.source.jdbc.gap;

import java.time.Duration;
import java.time.LocalDateTime;

/**
 * The time before which every row's timestamp is settled: rows stamped before it are visible or were rolled back.
 *
 * @param limits the margin before the oldest writer
 * @param delay how far to stay behind the clock at least ({@code timestamp.delay.interval.ms})
 */
public record SettledTime(GapLimits limits, Duration delay) {
    /**
     * Gives the time in UTC by the server's clock; only rows stamped strictly before it may be read.
     *
     * @param writers the open writers
     */
    public LocalDateTime at(OpenWriters writers) {
        LocalDateTime byDelay = writers.serverTime().minus(delay);
        LocalDateTime begun = writers.oldestStart()
                .filter(oldest -> oldest.isBefore(writers.serverTime()))
                .orElse(writers.serverTime());
        LocalDateTime byWriters = begun.minus(writers.known() ? limits.margin() : limits.timeout());
        return byDelay.isBefore(byWriters) ? byDelay : byWriters;
    }
}
