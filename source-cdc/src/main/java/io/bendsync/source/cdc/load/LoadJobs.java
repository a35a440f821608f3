package io.bendsync.source.cdc.load;

import io.debezium.relational.TableId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What is left to be planned and read, handed out to the threads that do it. Any thread's. */
final class LoadJobs {

    private final Deque<Job> chunks = new ArrayDeque<>();
    private final Deque<Job> tables = new ArrayDeque<>();
    private int taken;
    private boolean closed;

    /** One thing to do. */
    sealed interface Job {
        /**
         * Plan a table, and read it at once if it has no key and so cannot be read in parts.
         *
         * @param again whether rows of it may have been sent before; without a key they are taken back by a truncate
         */
        record Plan(TableId table, boolean again) implements Job {}

        /** Read a chunk from a value on. */
        record Chunk(TableLoad table, int chunk, Optional<String> after) implements Job {}
    }

    synchronized void add(Job job) {
        if (job instanceof Job.Plan) {
            tables.add(job);
        } else {
            chunks.add(job);
        }
        notifyAll();
    }

    /** The next; chunks first, so that a table is planned just before it is read. Empty when there is nothing more. */
    synchronized Optional<Job> take() throws InterruptedException {
        while (!closed && chunks.isEmpty() && tables.isEmpty()) {
            wait();
        }
        if (closed) {
            return Optional.empty();
        }
        taken++;
        return Optional.of(chunks.isEmpty() ? tables.remove() : chunks.remove());
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
        chunks.removeIf(job -> job instanceof Job.Chunk chunk && chunk.table() == table);
        return true;
    }

    synchronized boolean isEmpty() {
        return taken == 0 && chunks.isEmpty() && tables.isEmpty();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
