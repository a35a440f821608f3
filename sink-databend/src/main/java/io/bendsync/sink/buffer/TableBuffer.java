package io.bendsync.sink.buffer;

import io.bendsync.sink.databend.TableName;
import io.bendsync.sink.record.Change;
import io.bendsync.sink.record.RowShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows that wait for one table. Where rows have keys only the last change of each stays, in the order of offsets:
 * MERGE would refuse a key that comes twice, or insert it twice.
 *
 * <p>When many rows come and each is a new one, as in a first load, they are encoded at once: rows that wait as
 * objects take several times the memory, and the garbage collector copies them about.
 */
final class TableBuffer {
    /** So many rows wait as they are before they, and all further ones, are encoded. */
    private static final int ENCODED_FROM = 2_000;

    private final TableName table;
    private final Optional<RowEncoders> encoders;
    private final Map<Object, Change> byKey = new LinkedHashMap<>();
    private final List<Change> withoutKey = new ArrayList<>();
    private EncodingRows encoding;
    private boolean encodable = true;
    private boolean truncate;
    private long bytes;

    /** @param encoders empty if rows are to be kept as they are */
    TableBuffer(TableName table, Optional<RowEncoders> encoders) {
        this.table = table;
        this.encoders = encoders;
    }

    /**
     * Whether this change can join those that wait. It cannot if it takes the place of a row with columns that it
     * does not have itself: their values would be lost, so the earlier row has to be written first. Nor can it take
     * the place of a row that is encoded.
     */
    boolean takes(Change change) {
        if (change.kind() == Change.Kind.TRUNCATE) {
            return true;
        }
        if (encoding != null) {
            return encoding.takes(change);
        }
        if (change.kind() == Change.Kind.DELETE || change.key() == null) {
            return true;
        }
        Change before = byKey.get(change.key());
        return before == null
                || before.kind() == Change.Kind.DELETE
                || before.shape().equals(change.shape())
                || change.shape().document()
                || hasAllOf(change.shape(), before.shape());
    }

    private static boolean hasAllOf(RowShape shape, RowShape before) {
        return before.columns().stream().allMatch(c -> shape.position(c.name()) >= 0);
    }

    /** @throws UnencodableException if an earlier row could not be encoded; the buffer is of no more use then */
    void add(Change change) throws UnencodableException {
        if (change.kind() == Change.Kind.TRUNCATE) {
            byKey.clear();
            withoutKey.clear();
            encoding = null;
            bytes = 0;
            truncate = true;
        } else if (encoding != null) {
            if (encoding.hasFailed()) {
                throw new UnencodableException();
            }
            encoding.add(change);
        } else {
            keep(change);
            if (encodable && encoders.isPresent() && byKey.size() + withoutKey.size() >= ENCODED_FROM) {
                encode();
            }
        }
    }

    private void keep(Change change) {
        encodable &= change.kind() == Change.Kind.WRITE && !change.shape().document();
        if (change.key() == null) {
            withoutKey.add(change);
            bytes += change.bytes();
        } else {
            Change before = byKey.put(change.key(), change);
            encodable &= before == null;
            bytes += change.bytes() - (before == null ? 0 : before.bytes());
        }
    }

    private void encode() {
        encoding = new EncodingRows(encoders.orElseThrow());
        byKey.values().forEach(encoding::add);
        withoutKey.forEach(encoding::add);
        byKey.clear();
        withoutKey.clear();
        bytes = 0;
    }

    boolean isEncoding() {
        return encoding != null;
    }

    int rows() {
        return byKey.size() + withoutKey.size() + (encoding == null ? 0 : encoding.rows()) + (truncate ? 1 : 0);
    }

    long bytes() {
        return bytes + (encoding == null ? 0 : encoding.bytes());
    }

    TableBatch batch() {
        List<Change> changes = new ArrayList<>(byKey.values());
        changes.addAll(withoutKey);
        return new TableBatch(
                table, truncate, changes, encoding == null ? TableBatch.NOTHING_ENCODED : encoding.finish());
    }
}
