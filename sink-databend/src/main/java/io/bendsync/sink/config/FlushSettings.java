package io.bendsync.sink.config;

import java.time.Duration;

/**
 * When waiting rows are written.
 *
 * @param startRows how many waiting rows of a topic start a flush at once
 * @param maxRows how many rows one flush takes at most
 * @param maxBytes how much memory one flush's rows take at most, which starts a flush too
 * @param interval how long rows wait at most, while flushes are quick
 * @param maxInterval how long they wait at most, while flushes are slow
 * @param bufferBytes how much memory all waiting rows of a task may take before it stops reading
 * @param threads how many topics are written at the same time
 */
public record FlushSettings(
        int startRows,
        int maxRows,
        long maxBytes,
        Duration interval,
        Duration maxInterval,
        long bufferBytes,
        int threads) {}
