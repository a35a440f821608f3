package io.bendsync.source.jdbc.binlog;

import com.github.shyiko.mysql.binlog.GtidSet;
import io.bendsync.source.jdbc.table.TableName;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was read of the binlog and is not sent yet, table by table. One thread reads, another sends. A position never
 * passes what waits, or what is prepared by a distributed transaction and not decided.
 */
final class TableQueues {
    /** How many deletions wait for one table before reading waits for it. */
    private static final int MOST = 50_000;

    /** A table that nobody asks for any more does not hold up the others: it is followed no longer. */
    private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(30).toNanos();

    private final Map<TableName, Queue> queues = new HashMap<>();

    /** By its name in the binlog. */
    private final Map<String, Map<TableName, List<Deletion>>> prepared = new HashMap<>();

    private GtidSet complete = new GtidSet("");
    private boolean leaving;

    synchronized void follow(TableName table, String position) {
        queues.put(table, new Queue(position));
    }

    synchronized void leave(TableName table) {
        queues.remove(table);
    }

    synchronized boolean follows(TableName table) {
        return queues.containsKey(table);
    }

    /** Where each table stands. */
    synchronized Collection<String> positions() {
        return queues.keySet().stream().map(this::position).distinct().toList();
    }

    /** Forgets what waits: reading begins again there, which must be behind no table's position. */
    synchronized void restart(String from) {
        Map<TableName, String> positions = new HashMap<>();
        queues.keySet().forEach(table -> positions.put(table, position(table)));
        positions.forEach((table, position) -> queues.put(table, new Queue(position)));
        prepared.clear();
        complete = new GtidSet(from);
        leaving = false;
    }

    /** Reading is about to end: it waits for nothing any more. */
    synchronized void leave() {
        leaving = true;
        notifyAll();
    }

    /** The transactions that were read to their end. */
    synchronized String complete() {
        return complete.toString();
    }

    synchronized void completed(String gtid) {
        complete.add(gtid);
    }

    /**
     * Adds what waits for a table; waits itself while that is too much.
     *
     * @return whether to go on reading
     */
    synchronized boolean add(TableName table, Deletion deletion) throws InterruptedException {
        Queue queue = queues.get(table);
        if (queue == null || queue.has(deletion)) {
            return true;
        }
        while (queue.waiting.size() >= MOST) {
            if (leaving) {
                return false;
            }
            if (System.nanoTime() - queue.asked > LONGEST_WAIT_NANOS) {
                queues.remove(table);
                return true;
            }
            wait(1000);
        }
        queue.waiting.add(deletion);
        return true;
    }

    synchronized void prepare(String name, Map<TableName, List<Deletion>> deletions) {
        Map<TableName, List<Deletion>> wanted = new HashMap<>();
        deletions.forEach((table, list) -> {
            Queue queue = queues.get(table);
            if (queue != null && !queue.has(list.get(0))) {
                wanted.put(table, list);
            }
        });
        prepared.put(name, wanted);
    }

    /** What was prepared is committed. */
    synchronized void commit(String name, String gtid) {
        rollback(name).forEach((table, list) -> {
            Queue queue = queues.get(table);
            if (queue != null) {
                list.forEach(deletion -> queue.waiting.add(deletion.committedBy(gtid)));
            }
        });
    }

    synchronized Map<TableName, List<Deletion>> rollback(String name) {
        Map<TableName, List<Deletion>> deletions = prepared.remove(name);
        return deletions == null ? Map.of() : deletions;
    }

    synchronized List<Deletion> waiting(TableName table, int most) {
        Queue queue = queues.get(table);
        if (queue == null) {
            return List.of();
        }
        queue.asked = System.nanoTime();
        return queue.waiting.stream().limit(most).toList();
    }

    @SuppressWarnings("ReferenceEquality") // After a restart others wait, which may be equal.
    synchronized void done(TableName table, List<Deletion> done) {
        Queue queue = queues.get(table);
        for (Deletion deletion : done) {
            if (queue == null || queue.waiting.peek() != deletion) {
                return;
            }
            queue.waiting.remove();
        }
        notifyAll();
    }

    synchronized String position(TableName table) {
        Queue queue = queues.get(table);
        if (queue == null) {
            return "";
        }
        if (!queue.caughtUp(complete)) {
            return queue.start.toString();
        }
        Stream<Deletion> undecided =
                prepared.values().stream().flatMap(deletions -> deletions.getOrDefault(table, List.of()).stream());
        return Stream.concat(queue.waiting.stream(), undecided)
                .min(Comparator.comparingLong(Deletion::order))
                .map(Deletion::since)
                .orElseGet(complete::toString);
    }

    private static final class Queue {
        private final GtidSet start;
        private final Deque<Deletion> waiting = new ArrayDeque<>();
        private long asked = System.nanoTime();
        private boolean caughtUp;

        Queue(String start) {
            this.start = new GtidSet(start);
        }

        boolean has(Deletion deletion) {
            return !caughtUp && new GtidSet(deletion.gtid()).isContainedWithin(start);
        }

        boolean caughtUp(GtidSet complete) {
            caughtUp = caughtUp || start.isContainedWithin(complete);
            return caughtUp;
        }
    }
}
