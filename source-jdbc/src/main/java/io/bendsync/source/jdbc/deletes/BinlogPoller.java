package io.bendsync.source.jdbc.deletes;

import io.bendsync.source.jdbc.binlog.DeleteFeed;
import io.bendsync.source.jdbc.binlog.Deletion;
import io.bendsync.source.jdbc.binlog.Executed;
import io.bendsync.source.jdbc.page.Row;
import io.bendsync.source.jdbc.page.TableReader;
import io.bendsync.source.jdbc.poll.Batch;
import io.bendsync.source.jdbc.poll.RowRecord;
import io.bendsync.source.jdbc.poll.TablePoller;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Polling of a table and, in turns with it, its deletes out of the binlog. A delete is never sent as the binlog tells it:
 * its key is looked up once the server has executed the delete, and what is found is sent, the row or a tombstone. So all
 * records of a key are results of SELECTs, sent in the order of these SELECTs by one thread, and the last one is true.
 */
final class BinlogPoller implements TablePoller {
    /** Keys in one look: one statement of them. */
    private static final int MOST = 400;

    private static final int MOST_ROWS = 16;

    private static final long SOON_NANOS = Duration.ofMillis(150).toNanos();

    private final TablePoller polling;
    private final DeleteFeed feed;
    private final Executed executed;
    private final KeyLookup lookup;
    private final BinlogTable table;
    private final Duration pace;
    private TablePoller everything;
    private long pollNanos = System.nanoTime();
    private boolean pollFirst;

    /**
     * The poller of one table.
     *
     * @param polling brings new and changed rows
     * @param feed what the binlog says
     * @param executed what the server has executed
     * @param lookup what the table has now
     * @param table what is known of it, longer than this poller lives
     * @param pace the time between two looks for new rows
     */
    BinlogPoller(
            TablePoller polling,
            DeleteFeed feed,
            Executed executed,
            KeyLookup lookup,
            BinlogTable table,
            Duration pace) {
        this.polling = polling;
        this.feed = feed;
        this.executed = executed;
        this.lookup = lookup;
        this.table = table;
        this.pace = pace;
    }

    @Override
    public Batch next() throws SQLException {
        try {
            return look();
        } catch (TableReader.TableGone e) {
            feed.leave(table.name());
            throw e;
        }
    }

    private Batch look() throws SQLException {
        if (!feed.follows(table.name())) {
            List<SourceRecord> first = table.begin(executed::now);
            if (!table.begun()) {
                return new Batch(first, Batch.Next.SOON);
            }
            feed.follow(table.name(), table.position());
        }
        if (polling.waits()) {
            // Rows are still read by other tasks, in whose order nothing can be put.
            return polled(polling.next());
        }
        if (!pollFirst) {
            List<SourceRecord> records = deletes();
            if (!records.isEmpty()) {
                pollFirst = true;
                return new Batch(records, Batch.Next.NOW);
            }
        }
        pollFirst = false;
        if (pollNanos - System.nanoTime() > 0) {
            return new Batch(table.mark(feed), Batch.Next.SOON);
        }
        Batch batch = polling.next();
        pollNanos = System.nanoTime() + wait(batch.next());
        return batch.records().isEmpty() ? new Batch(table.mark(feed), later(batch.next())) : polled(batch);
    }

    private Batch polled(Batch batch) throws SQLException {
        if (!batch.records().isEmpty()) {
            SourceRecord last = batch.records().get(batch.records().size() - 1);
            table.polled(last.sourceOffset());
            if (last instanceof RowRecord record) {
                lookup.polled(record.row());
            }
        }
        return new Batch(batch.records(), later(batch.next()));
    }

    /** The binlog is looked at more often than the table. */
    private static Batch.Next later(Batch.Next next) {
        return next == Batch.Next.NOW ? Batch.Next.NOW : Batch.Next.SOON;
    }

    private long wait(Batch.Next next) {
        return switch (next) {
            case NOW -> 0;
            case SOON -> Math.min(SOON_NANOS, pace.toNanos());
            case LATER, NEVER -> pace.toNanos();
        };
    }

    @Override
    public boolean waits() {
        return polling.waits();
    }

    private List<SourceRecord> deletes() throws SQLException {
        List<Deletion> waiting = feed.waiting(table.name(), MOST);
        if (waiting.isEmpty()) {
            return List.of();
        }
        if (everything != null) {
            return readOn(waiting.get(0));
        }
        List<Deletion> ofRows =
                waiting.stream().takeWhile(deletion -> !deletion.ofAll()).toList();
        List<Deletion> next = ofRows.isEmpty() ? waiting.subList(0, 1) : ofRows;
        Set<String> gtids = new LinkedHashSet<>();
        next.forEach(deletion -> gtids.add(deletion.gtid()));
        if (!executed.all(gtids)) {
            // The binlog has it before it is committed.
            return List.of();
        }
        if (ofRows.isEmpty()) {
            return emptied(next);
        }
        List<Deletion> looked = withFewRows(ofRows);
        List<SourceRecord> records = found(looked);
        feed.done(table.name(), looked);
        return records;
    }

    /** So many of them that not too many rows, which may be long, are there to be read at once. */
    private List<Deletion> withFewRows(List<Deletion> deletions) throws SQLException {
        Set<List<String>> present =
                lookup.present(deletions.stream().map(Deletion::key).distinct().toList());
        int rows = 0;
        for (int i = 0; i < deletions.size(); i++) {
            rows += present.contains(deletions.get(i).key()) ? 1 : 0;
            if (rows >= MOST_ROWS) {
                return deletions.subList(0, i + 1);
            }
        }
        return deletions;
    }

    private List<SourceRecord> found(List<Deletion> deletions) throws SQLException {
        Set<List<String>> keys = new LinkedHashSet<>();
        deletions.forEach(deletion -> keys.add(deletion.key()));
        Map<List<String>, Row> rows = lookup.rows(List.copyOf(keys));
        Set<List<String>> gone = new HashSet<>(keys);
        gone.removeAll(rows.keySet());
        polling.forget(lookup.among(gone));
        List<SourceRecord> records = new ArrayList<>(keys.size());
        for (List<String> key : keys) {
            Row row = rows.get(key);
            records.add(row == null ? table.tombstone(lookup.struct(key)) : table.record(row));
        }
        return records;
    }

    private List<SourceRecord> emptied(List<Deletion> deletion) {
        if (!table.truncates()) {
            feed.done(table.name(), deletion);
            return List.of();
        }
        everything = table.everything();
        polling.forget(position -> true);
        return List.of(table.truncated());
    }

    /** Rows may have been polled between the TRUNCATE and its record: the table is read once more behind that. */
    private List<SourceRecord> readOn(Deletion emptied) throws SQLException {
        Batch batch = everything.next();
        if (batch.next() != Batch.Next.NOW) {
            everything = null;
            if (emptied.ofAll()) {
                feed.done(table.name(), List.of(emptied));
            } // else the binlog has been read again since; it comes once more
        }
        return batch.records();
    }
}
