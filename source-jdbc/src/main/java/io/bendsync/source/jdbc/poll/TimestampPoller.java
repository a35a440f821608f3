package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.gap.OpenWriters;
import io.bendsync.source.jdbc.gap.SettledTime;
import io.bendsync.source.jdbc.gap.TransactionWatch;
import io.bendsync.source.jdbc.mysql.Session.BoundSql;
import io.bendsync.source.jdbc.page.Keyset.Range;
import io.bendsync.source.jdbc.page.Layout;
import io.bendsync.source.jdbc.page.Page;
import io.bendsync.source.jdbc.page.Row;
import io.bendsync.source.jdbc.page.TableReader;
import io.bendsync.source.jdbc.position.ColumnClock;
import io.bendsync.source.jdbc.position.TemporalText;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Modes {@code timestamp} and {@code timestamp+incrementing}: rows in the order of (timestamp, key), as far as the
 * timestamps are settled. The position stays at the last row read, not at the border, so that rows whose timestamps an
 * application sets a little behind the clock are read too.
 */
final class TimestampPoller implements TablePoller {
    private final TableReader reader;
    private final TransactionWatch watch;
    private final TableTarget target;
    private final SettledTime settled;
    private final ColumnClock clock;
    private final TimestampOffsets offsets;
    private final int pageRows;
    private Range range;
    private String border = "";
    private Map<String, ?> before;

    /**
     * A poller that goes on after the position the reader was given.
     *
     * @param reader reads the table
     * @param watch sees open transactions
     * @param target where the records go
     * @param start where to begin
     * @param settled how far timestamps are settled
     * @param pageRows rows a page at most
     */
    TimestampPoller(
            TableReader reader,
            TransactionWatch watch,
            TableTarget target,
            TimestampStart start,
            SettledTime settled,
            int pageRows) {
        this.reader = reader;
        this.watch = watch;
        this.target = target;
        this.settled = settled;
        this.offsets = start.offsets();
        this.clock = start.offsets().clock();
        this.range = start.range();
        this.before = start.stored();
        this.pageRows = pageRows;
    }

    @Override
    public Batch next() throws SQLException {
        Optional<OpenWriters> writers = watch.look();
        if (writers.isEmpty()) {
            return new Batch(List.of(), Batch.Next.SOON);
        }
        String newest = TemporalText.of(clock.firstFrom(settled.at(writers.get())));
        // A transaction's beginning is known by whole seconds only, so that the border may seem to go back; what was
        // settled stays so.
        border = newest.compareTo(border) > 0 ? newest : border;
        Range toBorder = range.before(border);
        Page page = reader.read((layout, limit) -> layout.keyset().statements(toBorder, limit), pageRows);
        List<Row> rows = page.rows();
        if (!page.complete() && !reader.layout().order().unique()) {
            rows = wholeGroups(rows);
        }
        if (!rows.isEmpty()) {
            range = Range.ALL.after(rows.get(rows.size() - 1).position());
            return new Batch(records(rows), Batch.Next.NOW);
        }
        return new Batch(List.of(), held() ? Batch.Next.SOON : Batch.Next.LATER);
    }

    /**
     * Without a key nothing tells the rows of one time apart: a page may not end among them. Its last time is left for
     * the next page, or read whole when the page has no other.
     */
    private List<Row> wholeGroups(List<Row> rows) throws SQLException {
        Object last = rows.get(rows.size() - 1).position().get(0);
        int end = rows.size();
        while (end > 0 && rows.get(end - 1).position().get(0).equals(last)) {
            end--;
        }
        if (end > 0) {
            return rows.subList(0, end);
        }
        Range group = new Range(List.of(), Optional.of(last), Optional.empty(), Optional.of(last));
        return reader.read((layout, limit) -> layout.keyset().statements(group, limit), Integer.MAX_VALUE)
                .rows();
    }

    private List<SourceRecord> records(List<Row> rows) throws SQLException {
        boolean unique = reader.layout().order().unique();
        List<SourceRecord> records = new ArrayList<>(rows.size());
        List<Object> done = List.of();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            boolean ends = unique
                    || i + 1 == rows.size()
                    || !rows.get(i + 1).position().get(0).equals(row.position().get(0));
            if (ends) {
                done = row.position();
            }
            records.add(target.record(row, done.isEmpty() ? before : offsets.after(done)));
        }
        before = offsets.after(rows.get(rows.size() - 1).position());
        return records;
    }

    /** Whether rows wait beyond what is settled. */
    private boolean held() throws SQLException {
        return !reader.read((layout, limit) -> waiting(layout, border), 1)
                .rows()
                .isEmpty();
    }

    private static List<BoundSql> waiting(Layout layout, Object from) {
        String timestamp = layout.order().components().get(0).expression();
        return List.of(new BoundSql(
                layout.select() + " WHERE " + timestamp + " >= ? ORDER BY " + timestamp + " LIMIT 1", List.of(from)));
    }
}
