package io.bendsync.sink.buffer;

import io.bendsync.sink.record.Change;
import io.bendsync.sink.record.RowShape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A table's rows in encoded form: one encoder per shape, and the keys, each of which may come but once. Encoding goes
 * on beside the task's thread, by so many rows at a time, in the order in which they came.
 */
final class EncodingRows {
    /** About what a short key takes in the set of keys. */
    private static final int KEY_BYTES = 80;

    private static final int KEY_PART_BYTES = 24;

    /** Enough that handing them over costs next to nothing. */
    private static final int HANDED_OVER = 1_000;

    private static final long HANDED_OVER_BYTES = 1 << 20;

    private final RowEncoders encoders;
    private final Map<RowShape, RowEncoder> open = new LinkedHashMap<>(); // of the encoding thread
    private final Set<Object> keys = new HashSet<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private volatile long encodedBytes;
    private CompletableFuture<Void> encoded = CompletableFuture.completedFuture(null);
    private List<Change> next = new ArrayList<>();
    private long nextBytes;
    private long keyBytes;
    private int rows;

    EncodingRows(RowEncoders encoders) {
        this.encoders = encoders;
    }

    /** Whether this change can join: a delete cannot, nor a key that is there already. */
    boolean takes(Change change) {
        return change.kind() == Change.Kind.WRITE
                && !change.shape().document()
                && (change.key() == null || !keys.contains(change.key()));
    }

    void add(Change change) {
        rows++;
        if (change.key() != null) {
            keys.add(change.key());
            keyBytes += KEY_BYTES + length(change.key());
        }
        next.add(change);
        nextBytes += change.bytes();
        waitingBytes.addAndGet(change.bytes());
        if (next.size() >= HANDED_OVER || nextBytes >= HANDED_OVER_BYTES) {
            handOver();
        }
    }

    /** What a key takes that is no number. */
    private static long length(Object key) {
        if (key instanceof String text) {
            return text.length() * 2L;
        } else if (key instanceof ByteBuffer bytes) {
            return bytes.remaining();
        } else if (key instanceof List<?> parts) {
            long sum = 0;
            for (Object part : parts) {
                sum += KEY_PART_BYTES + length(part);
            }
            return sum;
        }
        return 0;
    }

    private void handOver() {
        List<Change> changes = next;
        long bytes = nextBytes;
        next = new ArrayList<>(HANDED_OVER);
        nextBytes = 0;
        encoded = encoded.thenRunAsync(() -> encode(changes, bytes), encoders.thread());
    }

    @SuppressWarnings("ReferenceEquality") // comparing whole shapes for each row would cost more than writing it
    private void encode(List<Change> changes, long bytes) {
        RowShape lastShape = null;
        RowEncoder encoder = null;
        for (Change change : changes) {
            if (change.shape() != lastShape) {
                encoder = open.computeIfAbsent(change.shape(), encoders::open);
                lastShape = change.shape();
            }
            encoder.write(change);
        }
        encodedBytes = open.values().stream().mapToLong(RowEncoder::bytes).sum();
        waitingBytes.addAndGet(-bytes);
    }

    /** Whether a row was found that cannot be encoded. */
    boolean hasFailed() {
        return encoded.isCompletedExceptionally();
    }

    int rows() {
        return rows;
    }

    long bytes() {
        return encodedBytes + waitingBytes.get() + keyBytes;
    }

    /** Ends the encoders; fails with a {@link io.bendsync.sink.record.BadRecordException} if a row does not fit. */
    CompletableFuture<List<EncodedRows>> finish() {
        handOver();
        return encoded.thenApplyAsync(
                done -> open.values().stream().map(RowEncoder::finish).toList(), encoders.thread());
    }
}
