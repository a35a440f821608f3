package io.bendsync.source.jdbc.deletes;

import io.bendsync.source.jdbc.page.Row;
import io.bendsync.source.jdbc.poll.LazyOffset;
import io.bendsync.source.jdbc.poll.RowRecord;
import io.bendsync.source.jdbc.poll.TableTarget;
import io.bendsync.source.jdbc.position.StoredOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * The keys of one table that were sent and not yet deleted. The newest stand in the table's own offset; when there are
 * enough of them they become a run, which goes out in the place of one record's own offset. All else is read back from
 * the stored offsets, run by run, so that memory does not grow with the table.
 */
final class KnownKeys {
    /** So many characters of runs not yet stored may stand in the table's offset: a record of Kafka holds a megabyte. */
    private static final long MOST_UNSURE = 384L << 10;

    /** So many may be kept in memory until Connect stores offsets; then polling waits. */
    private static final long MOST_KEPT = 64L << 20;

    /** Keys of so many bytes make a run, however few they are. */
    private static final long MOST_BYTES = 128L << 10;

    /** Runs of which less than this part is left are dissolved. */
    private static final int SMALL = 4;

    private static final String PREFIX = "keys_";

    private final KeyColumns columns;
    private final TableTarget target;
    private final KeyOffsets offsets;
    private final int runKeys;
    private final RunBook book;
    private RecentKeys recent;
    private Optional<String> baseline;
    private Map<String, ?> position;
    private Map<String, ?> sound;
    private boolean behind;

    /**
     * What is known of a table's keys, as stored.
     *
     * @param columns its key
     * @param target where its records go
     * @param offsets what is stored
     * @param runKeys how many keys make a run
     * @param loaded whether rows were sent under other partitions than the table's own
     */
    KnownKeys(KeyColumns columns, TableTarget target, KeyOffsets offsets, int runKeys, boolean loaded) {
        this.columns = columns.copy();
        this.target = target;
        this.offsets = offsets;
        this.runKeys = runKeys;
        Map<String, Object> stored = offsets.table().orElse(Map.of());
        boolean kept = stored.get(StoredOffset.KEYS_OF) instanceof String;
        if (kept) {
            columns.check(stored.get(StoredOffset.KEYS_OF).toString());
        }
        this.book = new RunBook(offsets, kept ? stored : Map.of());
        String newest = stored.get(StoredOffset.KEYS_NEWEST) instanceof String text ? text : "";
        this.recent = stored.get(StoredOffset.KEYS_KNOWN) instanceof String text
                ? new RecentKeys(KeyCodec.decode(text), newest)
                : new RecentKeys();
        // Rows were sent before and their keys not kept: those that are still there are read.
        this.baseline = kept
                ? Optional.ofNullable((String) stored.get(StoredOffset.KEYS_BASELINE))
                : stored.isEmpty() && !loaded ? Optional.empty() : Optional.of(Baseline.FROM_THE_START);
        this.position = stored.isEmpty() ? null : stored;
        this.sound = position;
    }

    RunBook book() {
        return book;
    }

    KeyOffsets offsets() {
        return offsets;
    }

    KeyColumns columns() {
        return columns;
    }

    /** How many keys make a run. */
    int runKeys() {
        return runKeys;
    }

    /** The offset of polling after the last record, null before the first. */
    Map<String, ?> position() {
        return position;
    }

    /** The timestamp up to which rows have been sent, empty when the mode has none. */
    String time() {
        return position != null && position.get(StoredOffset.POSITION) instanceof String time ? time : "";
    }

    /** The keys that are in no run yet. */
    List<List<String>> recentKeys() {
        return recent.snapshot().keys();
    }

    /** Whether there are enough of these for a run. */
    boolean full() {
        return recent.size() >= runKeys || recent.bytes() >= MOST_BYTES;
    }

    /** Where the reading of older keys has come to, empty when it is done. */
    Optional<String> baseline() {
        return baseline;
    }

    void baseline(Optional<String> now) {
        baseline = now;
    }

    /** Whether the table's offset has no room for more runs that are not stored yet. */
    boolean crowded() {
        return book.unsureSize() > MOST_UNSURE;
    }

    /** Whether polling must wait until Connect stores offsets. */
    boolean overfull() {
        return book.unsureSize() > MOST_KEPT;
    }

    /** Whether the last record's offset was an older one for want of room, and there is room now. */
    boolean catchUp() {
        return behind && !crowded();
    }

    /**
     * Adds keys of rows that are not in a batch, one or more, until there are enough for a run.
     *
     * @return the last key added
     */
    List<String> learn(List<List<String>> keys, String newest) {
        recent.begin();
        List<String> last = keys.get(0);
        recent.add(last, newest);
        for (int i = 1; i < keys.size() && !full(); i++) {
            last = keys.get(i);
            recent.add(last, newest);
        }
        recent.begin();
        return last;
    }

    /**
     * Takes the keys of a run in if they are so few that they are better among others, and if there is room.
     *
     * @return whether they were taken
     */
    boolean keep(List<List<String>> keys, String newest) {
        long bytes = keys.stream().mapToLong(RecentKeys::bytes).sum();
        boolean few = keys.size() * SMALL <= runKeys && bytes * SMALL <= MOST_BYTES;
        if (!few || recent.size() + keys.size() >= runKeys || recent.bytes() + bytes >= MOST_BYTES) {
            return false;
        }
        recent.begin();
        keys.forEach(key -> recent.add(key, newest));
        recent.begin();
        return true;
    }

    /** Gives the records that polling brought the offsets to store, and keeps their keys. */
    List<SourceRecord> sent(List<SourceRecord> records) {
        List<List<String>> keys = new ArrayList<>(records.size());
        for (SourceRecord record : records) {
            keys.add(columns.key(((RowRecord) record).row()));
        }
        return dressed(records, Optional.of(keys));
    }

    /** Sends rows once more, so that offsets are stored with them. */
    List<SourceRecord> again(List<Row> rows) {
        List<SourceRecord> records = new ArrayList<>();
        rows.forEach(row -> records.add(target.record(row, position)));
        return dressed(records, Optional.empty());
    }

    private List<SourceRecord> dressed(List<SourceRecord> records, Optional<List<List<String>>> keys) {
        recent.begin();
        List<SourceRecord> dressed = new ArrayList<>(records.size() + 1);
        for (int i = 0; i < records.size(); i++) {
            RowRecord record = (RowRecord) records.get(i);
            position = record.sourceOffset();
            if (keys.isPresent()) {
                recent.add(keys.get().get(i), timestamp(record.row()));
            }
            boolean last = i + 1 == records.size();
            boolean close = full() && (!last || recent.size() >= 2 * runKeys || recent.bytes() >= 2 * MOST_BYTES);
            if (close) {
                closeRun();
            }
            if (book.waiting() > 0 && (!last || close)) {
                KeyRun run = book.send();
                dressed.add(record.under(offsets.partition(run.number()), run.offset()));
            }
            if (dressed.size() <= i || last) {
                dressed.add(record.under(target.partition(), offset()));
            }
        }
        return dressed;
    }

    private void closeRun() {
        RecentKeys.Snapshot closed = recent.snapshot();
        book.close(closed.keys(), closed.newest());
        recent = new RecentKeys();
    }

    /** The offset of the table as of now; an older one when the runs not yet stored leave no room. */
    private Map<String, ?> offset() {
        behind = crowded();
        if (!behind) {
            RecentKeys.Snapshot keys = recent.snapshot();
            sound = offset(keys::keys, keys.newest());
        }
        return sound;
    }

    private Map<String, Object> offset(Supplier<List<List<String>>> keys, String newest) {
        Map<String, ?> of = position;
        List<KeyRun> unsure = book.unsure();
        int runs = book.runs();
        long stamp = book.stamp();
        Optional<String> reading = baseline;
        return new LazyOffset(() -> {
            Map<String, Object> fields = new LinkedHashMap<>(of);
            fields.keySet().removeIf(name -> name.startsWith(PREFIX));
            fields.put(StoredOffset.KEYS_OF, columns.text());
            fields.put(StoredOffset.KEYS_KNOWN, KeyCodec.encode(keys.get()));
            fields.put(StoredOffset.KEYS_NEWEST, newest);
            fields.put(StoredOffset.KEYS_RUNS, (long) runs);
            fields.put(StoredOffset.KEYS_STAMP, stamp);
            fields.put(StoredOffset.KEYS_UNSURE, RunBook.text(unsure));
            reading.ifPresent(text -> fields.put(StoredOffset.KEYS_BASELINE, text));
            return fields;
        });
    }

    /**
     * Forgets recent keys whose rows are gone.
     *
     * @param gone the keys
     * @return for each of them the offset to store with its tombstone
     */
    List<Map<String, ?>> forget(List<List<String>> gone) {
        List<List<String>> all = recentKeys();
        String newest = recent.snapshot().newest();
        List<Map<String, ?>> stored = new ArrayList<>(gone.size());
        for (int i = 1; i <= gone.size(); i++) {
            int count = i;
            stored.add(crowded() ? sound : offset(() -> without(all, gone.subList(0, count)), newest));
        }
        recent = new RecentKeys(without(all, gone), newest);
        recent.begin();
        if (!stored.isEmpty()) {
            sound = stored.get(stored.size() - 1);
        }
        return stored;
    }

    /** A list of keys without some of them. */
    static List<List<String>> without(List<List<String>> keys, List<List<String>> some) {
        Set<List<String>> out = new HashSet<>(some);
        return keys.stream().filter(key -> !out.contains(key)).toList();
    }

    private static String timestamp(Row row) {
        return row.order().timestamp().isPresent() ? row.position().get(0).toString() : "";
    }
}
