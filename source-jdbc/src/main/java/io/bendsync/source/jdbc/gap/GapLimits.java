package io.bendsync.source.jdbc.gap;

import java.time.Duration;

/**
 * How the gap guard weighs time and memory.
 *
 * @param margin how long a session may take from an id or a time of day to a transaction that InnoDB lists
 * @param timeout how long to wait for a missing row where open transactions cannot be seen
 * @param mostPending how many ranges of missing ids are kept before reading waits
 */
public record GapLimits(Duration margin, Duration timeout, int mostPending) {}
