package io.bendsync.source.jdbc.gap;

import io.bendsync.source.jdbc.gap.OpenWriters.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Knows which ids below the cursor may still appear. MySQL gives ids out before COMMIT, so a slow transaction makes a
 * smaller id visible later.
 *
 * <p>A <em>mark</em> is an id up to which gaps were seen. Some time after it was set, the open writers are noted: who is
 * not among them and not yet visible has rolled back. When all of those noted have ended, every id up to the mark is
 * settled: it is visible now or will never be. One last look for the missing ids up to there, and they are dropped.
 */
public final class GapTracker {
    /** More than a handful only while a transaction stays open for long; each costs the set of its writers. */
    private static final int MOST_MARKS = 64;

    private final GapLimits limits;
    private final IdRanges pending;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private long settled = Long.MIN_VALUE;
    private boolean anySettled;

    /**
     * A tracker that knows what the stored offset knew.
     *
     * @param limits how long and how many
     * @param pending the ids that the stored offset says are missing
     */
    public GapTracker(GapLimits limits, IdRanges pending) {
        this.limits = limits;
        this.pending = pending;
    }

    /** The ids to look for again; a live view for the tracker's own thread. */
    public IdRanges pending() {
        return pending;
    }

    /** Whether there is no room for more gaps, so that reading on must wait. */
    public boolean full() {
        return pending.size() >= limits.mostPending();
    }

    /**
     * Notes that every id up to here was given out before now.
     *
     * @param upTo the largest id seen
     * @param nowNanos now, by {@link System#nanoTime}
     */
    public void mark(long upTo, long nowNanos) {
        Mark newest = marks.peekLast();
        if (newest == null || (newest.suspects != null && newest.upTo < upTo && marks.size() < MOST_MARKS)) {
            marks.addLast(new Mark(upTo, nowNanos));
        }
    }

    /** Marks again what is missing and not yet covered by a mark. */
    public void markPending(long cursor, long nowNanos) {
        if (!pending.isEmpty()) {
            Mark newest = marks.peekLast();
            if (newest == null || newest.upTo < pending.last()) {
                mark(cursor, nowNanos);
            }
        }
    }

    /** Whether the open writers are of interest. */
    public boolean watching() {
        return !marks.isEmpty();
    }

    /**
     * Gives the id up to which all is settled now, if that is news; look for the missing ones once more, in a
     * read that begins after this call, then say {@link #settle}.
     *
     * @param writers the open writers
     */
    public Optional<Long> settling(OpenWriters writers) {
        marks.forEach(mark -> mark.look(writers, limits));
        Long upTo = null;
        for (Mark mark : marks) {
            if (!mark.over) {
                break;
            }
            upTo = mark.upTo;
        }
        return Optional.ofNullable(upTo);
    }

    /** Drops what is still missing up to this id. */
    public void settle(long upTo) {
        while (!marks.isEmpty() && marks.peekFirst().upTo <= upTo) {
            marks.removeFirst();
        }
        pending.removeUpTo(upTo);
        settled = anySettled ? Math.max(settled, upTo) : upTo;
        anySettled = true;
    }

    /**
     * Whether an id, missing in a read that began after the last {@link #settle}, may still appear.
     *
     * @param id the id
     */
    public boolean open(long id) {
        return !anySettled || id > settled;
    }

    /** The first id of a gap that may still appear: the gap's first, or the first beyond what is settled. */
    public long firstOpen(long first) {
        return anySettled && settled >= first ? settled + 1 : first;
    }

    private static final class Mark {
        private final long upTo;
        private final long setNanos;
        private Set<Writer> suspects;
        private boolean over;

        Mark(long upTo, long setNanos) {
            this.upTo = upTo;
            this.setNanos = setNanos;
        }

        void look(OpenWriters writers, GapLimits limits) {
            long age = writers.takenNanos() - setNanos;
            if (over) {
                return;
            }
            if (!writers.known()) {
                suspects = suspects == null ? new HashSet<>() : suspects;
                over = age >= limits.timeout().toNanos();
            } else if (suspects != null) {
                suspects.retainAll(writers.writers());
                over = suspects.isEmpty();
            } else if (age >= limits.margin().toNanos()) {
                // Not sooner: a session has its id a moment before InnoDB lists its transaction.
                suspects = new HashSet<>(writers.writers());
                over = suspects.isEmpty();
            }
        }
    }
}
