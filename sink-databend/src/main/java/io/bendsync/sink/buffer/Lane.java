package io.bendsync.sink.buffer;

import io.bendsync.sink.config.FlushSettings;
import io.bendsync.sink.databend.TableName;
import io.bendsync.sink.record.Change;
import io.bendsync.sink.schema.Alteration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One topic's way through the task: what waits, what is being written, how far each partition has come. One flush of
 * a lane is under way at a time; lanes are independent of each other. Every method is safe for several threads.
 */
public final class Lane {
    /** How much of what was usual stays so after one more flush. */
    private static final double KEPT = 0.7;

    private static final long NEVER = Long.MIN_VALUE / 2;

    private final String topic;
    private final FlushPolicy policy;
    private final RowEncoders encoders;
    private final Reluctance reluctance = new Reluctance();
    private final Map<TableName, TableBuffer> filling = new LinkedHashMap<>();
    private final Deque<LaneBatch> sealed = new ArrayDeque<>();
    private final Map<Integer, Taken> taken = new HashMap<>();
    private final Map<Integer, Long> sealedTo = new HashMap<>();
    private final Map<Integer, Long> committed = new HashMap<>();
    private final Map<Integer, Long> first = new HashMap<>();
    private final Map<Integer, Long> carefulUntil = new HashMap<>();
    private final Map<Integer, Long> epochs = new HashMap<>();
    private LaneBatch underWay;
    private boolean held;
    private int rows;
    private long bytesAtMost;
    private long lastStart;
    private long firstRowAt;
    private boolean catchingUp;
    private long lastFullPollAt = NEVER;
    private double usualMillis;
    private double usualRows;
    private boolean keyed;

    public Lane(String topic, FlushSettings settings, RowEncoders encoders) {
        this.topic = topic;
        this.policy = new FlushPolicy(settings);
        this.encoders = encoders;
    }

    public String topic() {
        return topic;
    }

    /**
     * Takes a partition in.
     *
     * @param committedOffset the offset after what is committed, -1 if not known
     * @param epoch by which it is ours
     */
    public synchronized void assign(int partition, long committedOffset, long epoch) {
        epochs.put(partition, epoch);
        committed.put(partition, committedOffset);
        taken.put(partition, new Taken(committedOffset));
        sealedTo.put(partition, committedOffset);
    }

    /** Forgets a partition; whatever waits must have been {@linkplain #discard discarded}. */
    public synchronized void revoke(int partition) {
        committed.remove(partition);
        taken.remove(partition);
        sealedTo.remove(partition);
        first.remove(partition);
        carefulUntil.remove(partition);
        epochs.remove(partition);
    }

    /** Whether every partition of a batch is still ours, and by the epoch that the batch was gathered under. */
    public synchronized boolean owns(LaneBatch batch) {
        return batch.offsets().entrySet().stream()
                .allMatch(e -> Long.valueOf(e.getValue().epoch()).equals(epochs.get(e.getKey())));
    }

    public synchronized boolean isEmptyOfPartitions() {
        return committed.isEmpty();
    }

    /** The offset after the last record taken, -1 if none was. */
    public synchronized long position(int partition) {
        Taken last = taken.get(partition);
        return last == null ? -1 : last.next();
    }

    /**
     * Takes note of a record that is left for later: where nothing of its partition is committed, only this tells where
     * to begin again.
     */
    public synchronized void skip(int partition, long offset) {
        first.putIfAbsent(partition, offset);
    }

    /** Takes note of a record that asks for nothing. */
    public synchronized void pass(int partition, long offset, long timestamp) {
        skip(partition, offset);
        taken.get(partition).take(offset, timestamp);
    }

    /**
     * Takes note of the end of a poll. While polls come full there is more behind them, and rows gather for longer. A
     * full poll may be followed by what is left of the same answer of the broker's and by empty ones until its next
     * answer: the stream has paused only when no full poll has come for a while.
     *
     * @param records how many of its records were of this topic
     */
    public synchronized void polled(int records, long now) {
        if (policy.isFullPoll(records)) {
            lastFullPollAt = now;
        }
        catchingUp = now - lastFullPollAt < policy.pauseMillis(usualMillis);
        if (rows > 0 && firstRowAt == 0) {
            firstRowAt = now;
        }
    }

    /**
     * Takes a change in.
     *
     * @param timestamp the record's, {@link OffsetMove#NO_TIMESTAMP} if it has none
     * @throws UnencodableException if an earlier row could not be encoded; {@link #goBackCarefully} is to be called then
     */
    public synchronized void add(int partition, long offset, long timestamp, Change change)
            throws UnencodableException {
        gather(partition, offset, change);
        pass(partition, offset, timestamp);
        if (policy.full(rows, bytesAtMost) && policy.full(rows, bytes())) {
            seal();
        }
    }

    /**
     * Takes both changes in that one record asks for, neither of which may be written as if it were all.
     *
     * @throws UnencodableException likewise
     */
    public synchronized void add(int partition, long offset, long timestamp, Change before, Change change)
            throws UnencodableException {
        gather(partition, offset, before);
        add(partition, offset, timestamp, change);
    }

    private void gather(int partition, long offset, Change change) throws UnencodableException {
        keyed |= change.key() != null;
        TableBuffer buffer = buffer(change.table());
        if (!buffer.takes(change)) {
            if (buffer.isEncoding()) {
                reluctance.grow(change.table());
            }
            seal();
            buffer = buffer(change.table());
        }
        int rowsBefore = buffer.rows();
        long bytesBefore = buffer.bytes();
        try {
            buffer.add(change);
        } catch (UnencodableException e) {
            carefulUntil.merge(partition, offset, Math::max);
            taken.forEach((each, last) -> carefulUntil.merge(each, last.next(), Math::max));
            throw e;
        }
        rows += buffer.rows() - rowsBefore;
        bytesAtMost += Math.max(0, buffer.bytes() - bytesBefore);
        skip(partition, offset);
    }

    /** Takes a change of the table itself in: all rows before it are written first, and all after it later. */
    public synchronized void alter(int partition, long offset, long timestamp, Alteration alteration) {
        seal();
        pass(partition, offset, timestamp);
        seal(Optional.of(alteration));
    }

    /** What waits in all tables. Encoding makes it less at any moment, so that no sum can be kept. */
    private long bytes() {
        bytesAtMost = filling.values().stream().mapToLong(TableBuffer::bytes).sum();
        return bytesAtMost;
    }

    private TableBuffer buffer(TableName table) {
        TableBuffer buffer = filling.get(table);
        if (buffer == null) {
            boolean asTheyAre = !carefulUntil.isEmpty() || reluctance.holds(table);
            buffer = new TableBuffer(table, asTheyAre ? Optional.empty() : Optional.of(encoders));
            filling.put(table, buffer);
        }
        return buffer;
    }

    private void seal() {
        seal(Optional.empty());
    }

    private void seal(Optional<Alteration> alteration) {
        Map<Integer, OffsetMove> offsets = new TreeMap<>();
        taken.forEach((partition, last) -> {
            long from = sealedTo.get(partition);
            if (last.next() > from) {
                offsets.put(partition, new OffsetMove(from, last.next(), last.timestamp(), epochs.get(partition)));
                sealedTo.put(partition, last.next());
            }
        });
        if (!offsets.isEmpty()) {
            List<TableBatch> tables =
                    filling.values().stream().map(TableBuffer::batch).toList();
            sealed.add(new LaneBatch(topic, tables, alteration, offsets, rows, bytes()));
            tables.forEach(table -> reluctance.batchMade(table.table()));
        }
        filling.clear();
        rows = 0;
        bytesAtMost = 0;
        firstRowAt = 0;
    }

    /**
     * When the next flush is due, in milliseconds: now or earlier means at once, {@link Long#MAX_VALUE} means that
     * nothing waits, that a flush is under way, or that none may begin.
     */
    public synchronized long dueAt() {
        if (underWay != null || held) {
            return Long.MAX_VALUE;
        }
        if (!sealed.isEmpty() || policy.enough(rows, bytes())) {
            return 0;
        }
        return rows == 0 && !hasPassedRecords() ? Long.MAX_VALUE : due();
    }

    private long due() {
        // Rows without a key are copied, at a price by the row; a merge costs much the same however few they are.
        double share = keyed || usualRows < 1 ? 1 : Math.min(1, rows / usualRows);
        long due = policy.dueAt(lastStart, usualMillis * share);
        return catchingUp && firstRowAt > 0 ? Math.max(due, policy.gatheredAt(firstRowAt)) : due;
    }

    private boolean hasPassedRecords() {
        return taken.entrySet().stream().anyMatch(e -> e.getValue().next() > sealedTo.get(e.getKey()));
    }

    /** Takes the next batch to write, or null if nothing waits, one is under way, or none may begin. */
    public synchronized LaneBatch begin(long now) {
        if (underWay != null || held) {
            return null;
        }
        if (sealed.isEmpty()) {
            seal();
        }
        underWay = sealed.poll();
        if (underWay != null) {
            lastStart = now;
        }
        return underWay;
    }

    /** The batch under way is committed. */
    public synchronized void committed(long now) {
        underWay.offsets().forEach((partition, move) -> committed.replace(partition, move.to()));
        usualRows = usualRows * KEPT + underWay.rows() * (1 - KEPT);
        underWay = null;
        carefulUntil
                .entrySet()
                .removeIf(until -> committed.getOrDefault(until.getKey(), Long.MAX_VALUE) >= until.getValue());
        double millis = now - lastStart;
        // From nothing up, so that the first flush, which may create the table, does not slow down the next.
        usualMillis = usualMillis * KEPT + millis * (1 - KEPT);
    }

    /** The batch under way was given up: none may begin, past the gap, until its records are read again. */
    public synchronized void abandoned() {
        underWay = null;
        held = true;
    }

    /** Lets no further batch begin; one under way goes on. */
    public synchronized void hold() {
        held = true;
    }

    /** Lets batches begin again. */
    public synchronized void release() {
        held = false;
    }

    /** Takes note of what the ledger says of partitions that are still ours by the epoch of a batch. */
    public synchronized void standsAt(LaneBatch batch, Map<Integer, Long> offsets) {
        offsets.forEach((partition, offset) -> {
            if (batch.offsets().get(partition).epoch() == epochs.getOrDefault(partition, -1L)) {
                committed.put(partition, offset);
            }
        });
    }

    /** Forgets all that waits, so that it is read again from what is committed. */
    public synchronized void discard() {
        filling.clear();
        sealed.clear();
        rows = 0;
        bytesAtMost = 0;
        committed.forEach((partition, offset) -> {
            taken.get(partition).goBackTo(offset);
            sealedTo.put(partition, offset);
        });
    }

    /** Keeps rows as they are, and does not encode them, until all of this batch are committed. */
    public synchronized void beCarefulAbout(LaneBatch batch) {
        batch.offsets().forEach((partition, move) -> {
            if (committed.containsKey(partition)) {
                carefulUntil.merge(partition, move.to(), Math::max);
            }
        });
    }

    /**
     * Forgets what is gathered, but not what is on its way, and keeps rows as they are when they come again.
     *
     * @return by partition, where reading has to begin again
     */
    public synchronized Map<Integer, Long> goBackCarefully() {
        filling.clear();
        rows = 0;
        bytesAtMost = 0;
        firstRowAt = 0;
        Map<Integer, Long> offsets = new HashMap<>(first);
        sealedTo.forEach((partition, offset) -> {
            taken.get(partition).goBackTo(offset);
            if (offset >= 0) {
                offsets.put(partition, offset);
            }
        });
        return offsets;
    }

    /** By partition, where reading has to begin again after {@link #discard}. */
    public synchronized Map<Integer, Long> restartOffsets() {
        Map<Integer, Long> offsets = new HashMap<>(first);
        committed.forEach((partition, offset) -> {
            if (offset >= 0) {
                offsets.put(partition, offset);
            }
        });
        return offsets;
    }

    /** Makes whatever waits due at once. */
    public synchronized void hurry() {
        if (underWay == null && sealed.isEmpty()) {
            seal();
        }
    }

    /** Whether the last poll said that there is more to come. */
    public synchronized boolean isCatchingUp() {
        return catchingUp;
    }

    /** Whether a batch is being written. */
    public synchronized boolean isBusy() {
        return underWay != null;
    }

    /** Whether anything taken is not committed yet. */
    public synchronized boolean hasOpenRecords() {
        return taken.entrySet().stream()
                .anyMatch(e -> e.getValue().next() > committed.getOrDefault(e.getKey(), Long.MAX_VALUE));
    }

    /** By partition, the offset after what is committed; -1 where nothing is. */
    public synchronized Map<Integer, Long> committedOffsets() {
        return Map.copyOf(committed);
    }

    /** The offset after what is committed of a partition, -1 if nothing is. */
    public synchronized long committedOffset(int partition) {
        return committed.getOrDefault(partition, -1L);
    }

    /** About how much memory all that is not committed takes. */
    public synchronized long memory() {
        long sum = bytes() + (underWay == null ? 0 : underWay.bytes());
        for (LaneBatch batch : sealed) {
            sum += batch.bytes();
        }
        return sum;
    }
}
