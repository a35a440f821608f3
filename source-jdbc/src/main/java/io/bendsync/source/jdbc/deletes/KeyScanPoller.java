package io.bendsync.source.jdbc.deletes;

import io.bendsync.source.jdbc.page.Row;
import io.bendsync.source.jdbc.poll.Batch;
import io.bendsync.source.jdbc.poll.TablePoller;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Polling of a table and, in turns with it, the search for rows that are gone. Both are one thread's, so that a tombstone
 * stands in the topic between the row as it was and the row as it comes back.
 */
final class KeyScanPoller implements TablePoller {
    private static final long SOON_NANOS = Duration.ofMillis(150).toNanos();

    private final TablePoller polling;
    private final KnownKeys known;
    private final KeyReader reader;
    private final Baseline baseline;
    private final KeyScan scan;
    private final Pace pace;
    private final LongSupplier commits;
    private long pollNanos = System.nanoTime();
    private long scanNanos = System.nanoTime();
    private boolean pollFirst;

    /**
     * The poller of one table.
     *
     * @param polling brings new and changed rows
     * @param known the keys sent
     * @param reader asks for keys
     * @param scan compares keys
     * @param pace how often
     * @param commits how often Connect has stored offsets
     */
    KeyScanPoller(
            TablePoller polling, KnownKeys known, KeyReader reader, KeyScan scan, Pace pace, LongSupplier commits) {
        this.polling = polling;
        this.known = known;
        this.reader = reader;
        this.baseline = new Baseline(known, reader);
        this.scan = scan;
        this.pace = pace;
        this.commits = commits;
    }

    @Override
    public Batch next() throws SQLException {
        known.book().settle(commits.getAsLong());
        if (!pollFirst) {
            List<SourceRecord> records = keys();
            if (!records.isEmpty()) {
                pollFirst = true;
                return new Batch(records, Batch.Next.NOW);
            }
        }
        pollFirst = false;
        if (pollNanos - System.nanoTime() > 0 || known.overfull()) {
            return new Batch(List.of(), busy() ? Batch.Next.NOW : Batch.Next.SOON);
        }
        Batch batch = polling.next();
        pollNanos = System.nanoTime() + wait(batch.next());
        List<SourceRecord> records = batch.records().isEmpty() ? catchUp() : known.sent(batch.records());
        if (busy()) {
            return new Batch(records, Batch.Next.NOW);
        }
        boolean scanFirst = batch.next() == Batch.Next.LATER && scanNanos - pollNanos < 0;
        return new Batch(records, scanFirst ? Batch.Next.SOON : batch.next());
    }

    private boolean busy() {
        return scan.underWay() || baseline.due();
    }

    private long wait(Batch.Next next) {
        return switch (next) {
            case NOW -> 0;
            case SOON -> Math.min(SOON_NANOS, pace.poll().toNanos());
            case LATER, NEVER -> pace.poll().toNanos();
        };
    }

    /** One step of what has to do with known keys. */
    private List<SourceRecord> keys() throws SQLException {
        if (baseline.due()) {
            return baseline.step();
        }
        if (!scan.underWay()) {
            if (scanNanos - System.nanoTime() > 0) {
                return List.of();
            }
            scanNanos = System.nanoTime() + pace.scan().toNanos();
            scan.begin();
        }
        return scan.step();
    }

    /** A row once more, when the stored position stayed behind and no new row comes to move it. */
    private List<SourceRecord> catchUp() throws SQLException {
        List<List<String>> keys = known.catchUp() ? known.recentKeys() : List.of();
        for (int i = keys.size() - 1; i >= 0; i--) {
            Optional<Row> row = reader.row(keys.get(i));
            if (row.isPresent()) {
                return known.again(List.of(row.get()));
            }
        }
        return List.of();
    }

    /**
     * How often to do what.
     *
     * @param poll the time between two looks for new rows
     * @param scan the time between the beginnings of two scans
     */
    record Pace(Duration poll, Duration scan) {}
}
