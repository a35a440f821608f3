package io.bendsync.source.cdc.load;

import java.util.concurrent.TimeUnit;

/** Counts what the first load has handed out and what Kafka has of it, over all attempts of one task. Any thread's. */
public final class Deliveries {

    private long handedOut;
    private long delivered;

    /** More records are about to be handed to Connect. */
    synchronized void handedOut(int records) {
        handedOut += records;
    }

    /** Kafka has one more. */
    public synchronized void delivered() {
        delivered++;
        notifyAll();
    }

    /** Whether Kafka has all of them; waits a moment if not. */
    synchronized boolean awaitAll(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (delivered < handedOut && System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
        }
        return delivered >= handedOut;
    }
}
