package io.bendsync.source.cdc.load;

import io.debezium.relational.TableId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/** What is left to be planned and read, handed out to the threads that do it. Any thread's. */
final class LoadJobs {

    private static final long FIRST_PAUSE_MS = 500;
    private static final long LONGEST_PAUSE_MS = 30_000;
    private static final int DOUBLINGS = 10;

    private final Deque<Job> chunks = new ArrayDeque<>();
    private final Deque<Job> tables = new ArrayDeque<>();
    private final PriorityQueue<Later> later = new PriorityQueue<>(Comparator.comparingLong(Later::due));
    private final Map<TableId, Integer> putOff = new HashMap<>();
    private int taken;
    private boolean closed;

    private record Later(Job job, long due) {}

    /** One thing to do. */
    sealed interface Job {
        /** The table that it is about. */
        TableId id();

        /**
         * Plan a table, and read it at once if it has no key and so cannot be read in parts.
         *
         * @param sent what may have been sent of it before
         */
        record Plan(TableId id, Sent sent) implements Job {}

        /** Read a chunk from a value on. */
        record Chunk(TableLoad table, int chunk, Optional<String> after) implements Job {
            @Override
            public TableId id() {
                return table.shape().id();
            }
        }
    }

    /** What may have been sent of a table before it is planned. */
    enum Sent {
        /** Nothing. */
        NOTHING,
        /** Rows whose offsets were not stored any more. */
        PERHAPS_ROWS,
        /** Rows of another structure, or of a table that had no key to tell them apart by. */
        OTHER_ROWS
    }

    synchronized void add(Job job) {
        if (job instanceof Job.Plan) {
            tables.add(job);
        } else {
            chunks.add(job);
        }
        notifyAll();
    }

    /**
     * Adds it for later, as somebody holds a lock on its table: each time later than the last. Whoever writes to the
     * table waits behind a lock that is waited for, and must get on in between.
     */
    synchronized Duration putOff(Job job) {
        int before = putOff.merge(job.id(), 1, Integer::sum) - 1;
        long pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(before, DOUBLINGS));
        later.add(new Later(job, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause)));
        notifyAll();
        return Duration.ofMillis(pause);
    }

    /** The next; chunks first, so that a table is planned just before it is read. Empty when there is nothing more. */
    synchronized Optional<Job> take() throws InterruptedException {
        while (!closed) {
            long now = System.nanoTime();
            while (!later.isEmpty() && later.peek().due() <= now) {
                add(later.remove().job());
            }
            if (!chunks.isEmpty() || !tables.isEmpty()) {
                taken++;
                return Optional.of(chunks.isEmpty() ? tables.remove() : chunks.remove());
            }
            if (later.isEmpty()) {
                wait();
            } else {
                TimeUnit.NANOSECONDS.timedWait(this, later.peek().due() - now);
            }
        }
        return Optional.empty();
    }

    /** A job that was taken is over; what follows from it has been added. */
    synchronized void finished() {
        taken--;
    }

    /** Drops what is left of a table's plan; true for the first to ask. */
    synchronized boolean supersede(TableLoad table) {
        if (table.isSuperseded()) {
            return false;
        }
        table.supersede();
        chunks.removeIf(job -> belongs(job, table));
        later.removeIf(it -> belongs(it.job(), table));
        return true;
    }

    private static boolean belongs(Job job, TableLoad table) {
        return job instanceof Job.Chunk chunk && chunk.table() == table;
    }

    synchronized boolean isEmpty() {
        return taken == 0 && chunks.isEmpty() && tables.isEmpty() && later.isEmpty();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
