package io.bendsync.source.jdbc.deletes;

import io.bendsync.source.jdbc.page.Row;
import io.bendsync.source.jdbc.poll.LazyOffset;
import io.bendsync.source.jdbc.poll.TablePoller;
import io.bendsync.source.jdbc.poll.TableTarget;
import io.bendsync.source.jdbc.position.StoredOffset;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Compares the known keys with the table, one run at a time. A key is gone when a statement that asked for it did not find
 * it; an error, a lost connection or a table that is not there says nothing about any key. The tombstones of a run come
 * in one batch, before polling reads on, so that they cannot overtake a row that comes back with the same key.
 */
final class KeyScan {
    /** How many rows to try when one is wanted that is still there. */
    private static final int TRIES = 8;

    private final KnownKeys known;
    private final KeyReader reader;
    private final TableTarget target;
    private final TablePoller polling;
    private final Map<Integer, Moved> moved = new HashMap<>();
    private StoredOffset stored = new StoredOffset(Map.of());
    private int next;

    /**
     * The scans of one table; none is under way.
     *
     * @param known the known keys
     * @param reader asks the server
     * @param target where tombstones go
     * @param polling told of rows that are gone
     */
    KeyScan(KnownKeys known, KeyReader reader, TableTarget target, TablePoller polling) {
        this.known = known;
        this.reader = reader;
        this.target = target;
        this.polling = polling;
    }

    /** Whether a scan is under way. */
    boolean underWay() {
        return next > 0;
    }

    /** Begins a scan. */
    void begin() {
        next = 1;
        stored = new StoredOffset(known.offsets().table().orElse(Map.of()));
    }

    /** Compares one more run; after the last the recent keys, which end the scan. */
    List<SourceRecord> step() throws SQLException {
        while (next <= known.book().runs()) {
            Optional<KeyRun> run = known.book().read(next++);
            if (run.isPresent()) {
                return compare(run.get());
            }
        }
        next = 0;
        List<List<String>> gone = gone(known.recentKeys());
        if (gone.isEmpty()) {
            return List.of();
        }
        List<Struct> structs = structs(gone);
        forget(gone);
        List<Map<String, ?>> offsets = known.forget(gone);
        List<SourceRecord> tombstones = new ArrayList<>(gone.size());
        for (int i = 0; i < gone.size(); i++) {
            tombstones.add(tombstone(structs.get(i), target.partition(), offsets.get(i)));
        }
        return tombstones;
    }

    private List<SourceRecord> compare(KeyRun run) throws SQLException {
        List<List<String>> keys = run.keys();
        if (keys.isEmpty()) {
            known.book().empty(run);
            return List.of();
        }
        List<List<String>> gone = gone(keys);
        Set<List<String>> elsewhere = reader.sentSince(keys, run.newest(), stored);
        List<List<String>> rest =
                keys.stream().filter(key -> !elsewhere.contains(key)).toList();
        if (!gone.isEmpty()) {
            return tombstones(run, rest, gone);
        }
        if (elsewhere.size() * 2 >= keys.size() || known.book().waits(run)) {
            return rewritten(run, rest, keys);
        }
        return moved(run, rest, keys);
    }

    private List<List<String>> gone(List<List<String>> keys) throws SQLException {
        if (keys.isEmpty()) {
            return List.of();
        }
        Set<List<String>> present = reader.present(keys);
        known.columns().check(reader.columns().text());
        return keys.stream().filter(key -> !present.contains(key)).toList();
    }

    private List<SourceRecord> tombstones(KeyRun run, List<List<String>> rest, List<List<String>> gone)
            throws SQLException {
        List<Struct> structs = structs(gone);
        forget(gone);
        long stamp = known.book().nextStamp();
        List<SourceRecord> tombstones = new ArrayList<>(gone.size());
        for (int i = 1; i <= gone.size(); i++) {
            List<List<String>> done = gone.subList(0, i);
            tombstones.add(tombstone(
                    structs.get(i - 1),
                    known.offsets().partition(run.number()),
                    new LazyOffset(
                            () -> run.with(KnownKeys.without(rest, done), stamp).offset())));
        }
        known.book().rewritten(run.with(List.of(), stamp));
        return tombstones;
    }

    /** Sends a row once more, so that the run is stored with these keys. */
    private List<SourceRecord> rewritten(KeyRun run, List<List<String>> rest, List<List<String>> candidates)
            throws SQLException {
        for (List<String> key : candidates.subList(0, Math.min(TRIES, candidates.size()))) {
            Optional<Row> row = reader.row(key);
            if (row.isPresent()) {
                KeyRun shorter = run.with(rest, known.book().nextStamp());
                known.book().rewritten(shorter);
                return List.of(target.record(row.get(), known.position())
                        .under(known.offsets().partition(run.number()), shorter.offset()));
            }
        }
        return List.of();
    }

    /** When few keys are left they become recent ones again, and once that is stored the run is emptied. */
    private List<SourceRecord> moved(KeyRun run, List<List<String>> rest, List<List<String>> candidates)
            throws SQLException {
        Moved before = moved.get(run.number());
        boolean same = before != null && before.run() == run.stamp();
        if (same
                && stored.fields().get(StoredOffset.KEYS_STAMP) instanceof Number stamp
                && stamp.longValue() >= before.since()) {
            moved.remove(run.number());
            return rewritten(run, List.of(), candidates);
        }
        if (!same && known.keep(rest, run.newest())) {
            moved.put(run.number(), new Moved(run.stamp(), known.book().nextStamp()));
        }
        return List.of();
    }

    private void forget(List<List<String>> gone) {
        Set<List<String>> keys = new HashSet<>(gone);
        polling.forget(position -> keys.contains(known.columns().key(position)));
    }

    private List<Struct> structs(List<List<String>> keys) throws SQLException {
        List<Struct> structs = new ArrayList<>(keys.size());
        for (List<String> key : keys) {
            structs.add(reader.struct(key));
        }
        return structs;
    }

    private SourceRecord tombstone(Struct key, Map<String, String> partition, Map<String, ?> offset) {
        return new SourceRecord(partition, offset, target.topic(), null, key.schema(), key, null, null);
    }

    /**
     * A run whose keys are among the recent ones.
     *
     * @param run the stamp of the version that was moved
     * @param since the table's offset has them from this stamp on
     */
    private record Moved(long run, long since) {}
}
