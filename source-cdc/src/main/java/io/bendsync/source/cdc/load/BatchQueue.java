package io.bendsync.source.cdc.load;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Batches on their way from the threads that read them to the task, no more than there is room for: rows of a few bytes
 * are bounded by their number, documents of many megabytes by their size. Any thread's.
 */
final class BatchQueue {

    private final int mostBatches;
    private final long mostBytes;
    private final Queue<Batch> batches = new ArrayDeque<>();
    private long bytes;

    BatchQueue(int mostBatches, long mostBytes) {
        this.mostBatches = mostBatches;
        this.mostBytes = mostBytes;
    }

    /** Waits for room; one batch always has it, whatever its size. */
    synchronized void put(Batch batch) throws InterruptedException {
        while (!batches.isEmpty() && (batches.size() >= mostBatches || bytes + batch.bytes() > mostBytes)) {
            wait();
        }
        batches.add(batch);
        bytes += batch.bytes();
        notifyAll();
    }

    /** The next, or null if none comes in this time. */
    synchronized Batch poll(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = end - System.nanoTime(); batches.isEmpty() && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        Batch batch = batches.poll();
        if (batch != null) {
            bytes -= batch.bytes();
            notifyAll();
        }
        return batch;
    }

    synchronized boolean isEmpty() {
        return batches.isEmpty();
    }
}
