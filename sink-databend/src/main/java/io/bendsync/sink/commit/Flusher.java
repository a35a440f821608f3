package io.bendsync.sink.commit;

import io.bendsync.sink.buffer.Lane;
import io.bendsync.sink.buffer.LaneBatch;
import io.bendsync.sink.load.BadRowsException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes lanes when they are due, several at the same time, on threads of its own: the task's thread only reads.
 * What goes wrong here is kept for that thread to find.
 */
public final class Flusher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Flusher.class);

    private final ScheduledThreadPoolExecutor threads;
    private final LaneWriter writer;
    private final FlushListener listener;
    private final TableTurns turns = new TableTurns();
    private final Set<Lane> queued = ConcurrentHashMap.newKeySet();
    private final Set<Lane> timed = ConcurrentHashMap.newKeySet();
    private final Map<Lane, LaneTrouble> troubles = new ConcurrentHashMap<>();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private volatile boolean closed;

    Flusher(int threadCount, LaneWriter writer, FlushListener listener) {
        this.writer = writer;
        this.listener = listener;
        this.threads = new ScheduledThreadPoolExecutor(threadCount, runnable -> {
            Thread thread = new Thread(runnable, "databend-sink-flush");
            thread.setDaemon(true);
            return thread;
        });
        threads.setRemoveOnCancelPolicy(true);
    }

    /** Looks whether a lane is due, now or later, and sees to it that it is written then. */
    public void consider(Lane lane) {
        if (closed || troubles.containsKey(lane) || failure.get() != null) {
            return;
        }
        long due = lane.dueAt();
        if (due == Long.MAX_VALUE) {
            return;
        }
        long now = System.currentTimeMillis();
        try {
            if (due <= now) {
                if (queued.add(lane)) {
                    execute(() -> run(lane, now));
                }
            } else if (timed.add(lane)) {
                ScheduledFuture<?> timer = threads.schedule(
                        () -> {
                            timed.remove(lane);
                            consider(lane);
                        },
                        due - now,
                        TimeUnit.MILLISECONDS);
                LOG.trace("topic {} is due in {}", lane.topic(), timer);
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("closed meanwhile: topic {} is not written", lane.topic());
        }
    }

    private void execute(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed meanwhile, nothing more is written");
        }
    }

    private void run(Lane lane, long dueSince) {
        queued.remove(lane);
        if (closed || troubles.containsKey(lane)) {
            return;
        }
        LaneBatch batch = lane.begin(dueSince);
        if (batch != null && turns.take(batch, () -> execute(() -> write(lane, batch, dueSince)))) {
            write(lane, batch, dueSince);
        }
    }

    private void write(Lane lane, LaneBatch batch, long dueSince) {
        try {
            // Once nobody waits for it, a batch is worth the attempt under way and no other.
            writer.write(batch, () -> closed || lane.isEmptyOfPartitions());
            long now = System.currentTimeMillis();
            lane.committed(now);
            listener.flushed(batch.rows(), now - dueSince);
            LOG.debug("topic {}: {} rows committed after {} ms", lane.topic(), batch.rows(), now - dueSince);
            consider(lane);
        } catch (BadRowsException e) {
            // What the guilty rows had taken the place of has to be written after all: everything is read again from
            // what is committed, and the guilty are disposed of then.
            giveUp(lane, LaneTrouble.ofBadRows(e.rows()));
        } catch (DoubtException e) {
            LOG.debug("topic {}: rows are read again to find the ones that are refused", lane.topic(), e);
            lane.beCarefulAbout(batch);
            giveUp(lane, LaneTrouble.ofDoubt());
        } catch (FencedException e) {
            lane.standsAt(batch, e.ours());
            if (lane.owns(batch)) {
                LOG.warn("Nothing more is written for topic {}: {}", lane.topic(), e.getMessage());
                giveUp(lane, LaneTrouble.ofFencing());
            } else {
                LOG.info("A flush of topic {} outlasted the loss of its partitions: {}", lane.topic(), e.getMessage());
                giveUp(lane, LaneTrouble.ofDoubt());
            }
        } catch (RuntimeException e) {
            fail(lane, e);
        } catch (Error e) {
            fail(lane, new ConnectException("Writing topic " + lane.topic() + " failed: " + e, e));
            throw e;
        } finally {
            turns.giveBack(batch);
            writer.sweep(); // nobody waits for that
        }
    }

    private void giveUp(Lane lane, LaneTrouble trouble) {
        if (!lane.isEmptyOfPartitions()) {
            troubles.put(lane, trouble);
        }
        lane.abandoned();
    }

    private void fail(Lane lane, RuntimeException e) {
        if (lane.isEmptyOfPartitions()) {
            LOG.info("A flush of topic {}, which is no longer ours, came to nothing: {}", lane.topic(), e.getMessage());
        } else if (!closed) {
            failure.compareAndSet(null, e);
        }
        lane.abandoned();
    }

    /** Throws what has made further work pointless, if anything has. */
    public void rethrowFailure() {
        RuntimeException e = failure.get();
        if (e != null) {
            throw e;
        }
    }

    /** What keeps a lane from being written, null if nothing does. */
    public LaneTrouble trouble(Lane lane) {
        return troubles.get(lane);
    }

    /** The trouble is over: the lane was emptied, and its records will come again. */
    public void resolved(Lane lane) {
        troubles.remove(lane);
        lane.release();
    }

    /** Has a lane that has lost partitions under a batch under way read again, when that has come to its end. */
    public void readAgainAfterBatch(Lane lane) {
        troubles.putIfAbsent(lane, LaneTrouble.ofDoubt());
    }

    /** Lets no further batch begin, and waits for those under way, no longer than told. */
    public void halt(Collection<Lane> lanes, Duration limit) {
        lanes.forEach(Lane::hold);
        long deadline = System.nanoTime() + limit.toNanos();
        lanes.forEach(lane -> awaitQuiet(lane, deadline));
    }

    /** Lets batches begin again, but for lanes in trouble. */
    public void goOn(Collection<Lane> lanes) {
        lanes.stream().filter(lane -> !troubles.containsKey(lane)).forEach(Lane::release);
    }

    private static void awaitQuiet(Lane lane, long deadline) {
        while (lane.isBusy() && System.nanoTime() - deadline < 0) {
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Stops. A batch under way may still be finished by the server; the ledger will say. */
    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("A flush is still waiting for Databend's answer; whether it is written the ledger will say");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
