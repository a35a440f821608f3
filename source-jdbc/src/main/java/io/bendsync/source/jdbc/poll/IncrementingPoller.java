package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.gap.GapLimits;
import io.bendsync.source.jdbc.gap.GapTracker;
import io.bendsync.source.jdbc.gap.IdRanges;
import io.bendsync.source.jdbc.gap.OpenWriters;
import io.bendsync.source.jdbc.gap.TransactionWatch;
import io.bendsync.source.jdbc.mysql.Session.BoundSql;
import io.bendsync.source.jdbc.page.Keyset.Range;
import io.bendsync.source.jdbc.page.Layout;
import io.bendsync.source.jdbc.page.Page;
import io.bendsync.source.jdbc.page.Row;
import io.bendsync.source.jdbc.page.TableReader;
import io.bendsync.source.jdbc.position.IdOrdinal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Mode {@code incrementing}: rows beyond the largest id read, and the rows below it that were committed late.
 *
 * <p>Each call first looks for missing ids, then reads the next page and notes the gaps in it. With an end it is a chunk of
 * the first load, finished when its last page is read and no id up to the end can appear any more.
 */
final class IncrementingPoller implements ChunkReader {
    private final TableReader reader;
    private final TransactionWatch watch;
    private final TableTarget target;
    private final GapTracker gaps;
    private final int pageRows;
    private final IncrementingOffsets offsets;
    private final Optional<Object> upTo;
    private List<Object> cursor;
    private boolean begun;
    private boolean finished;

    /**
     * A poller that goes on after the id the reader was given.
     *
     * @param reader reads the table
     * @param watch sees open transactions
     * @param target where the records go
     * @param start where to begin
     * @param limits the gap guard's limits
     * @param pageRows rows a page at most
     */
    IncrementingPoller(
            TableReader reader,
            TransactionWatch watch,
            TableTarget target,
            IncrementingStart start,
            GapLimits limits,
            int pageRows) {
        this.reader = reader;
        this.watch = watch;
        this.target = target;
        this.gaps = new GapTracker(limits, start.pending());
        this.offsets = start.offsets();
        this.upTo = start.upTo();
        this.cursor = start.cursor();
        this.pageRows = pageRows;
    }

    @Override
    public Batch next() throws SQLException {
        IdOrdinal ordinal = offsets.ordinal();
        if (!begun) {
            markLargest(ordinal);
            begun = true;
        }
        List<SourceRecord> records = new ArrayList<>();
        lookForMissing(ordinal, records);
        if (!records.isEmpty()) {
            return new Batch(records, Batch.Next.NOW);
        }
        if (gaps.full()) {
            return new Batch(records, Batch.Next.SOON);
        }
        Page page = reader.read((layout, limit) -> layout.keyset().statements(range(), limit), pageRows);
        List<Row> rows = page.rows();
        if (!rows.isEmpty()) {
            IdRanges known = gaps.pending().isEmpty() ? null : gaps.pending().copy();
            GapList found = new GapList();
            for (Row row : rows) {
                long id = ordinal.of(row.position().get(0));
                noteGap(ordinal, id, found);
                cursor = row.position();
                records.add(target.record(row, offsets.afterRow(cursor, known, found, found.size())));
            }
            found.addTo(gaps.pending());
        }
        gaps.markPending(cursor.isEmpty() ? Long.MIN_VALUE : ordinal.of(cursor.get(0)), System.nanoTime());
        if (!page.complete()) {
            return new Batch(records, Batch.Next.NOW);
        }
        finished = upTo.isPresent() && gaps.pending().isEmpty() && !gaps.open(ordinal.of(upTo.get()));
        return new Batch(records, gaps.pending().isEmpty() ? Batch.Next.LATER : Batch.Next.SOON);
    }

    @Override
    public boolean finished() {
        return finished;
    }

    /** Everything that exists before reading begins is soon settled, so that its gaps need not be kept. */
    private void markLargest(IdOrdinal ordinal) throws SQLException {
        if (upTo.isPresent()) {
            gaps.mark(ordinal.of(upTo.get()), System.nanoTime());
            return;
        }
        List<Row> last = reader.read((layout, limit) -> largest(layout), 1).rows();
        if (!last.isEmpty()) {
            gaps.mark(ordinal.of(last.get(0).position().get(0)), System.nanoTime());
        }
    }

    private static List<BoundSql> largest(Layout layout) {
        String id = layout.order().components().get(0).expression();
        return List.of(new BoundSql(layout.select() + " ORDER BY " + id + " DESC LIMIT 1", List.of()));
    }

    private Range range() {
        Range all = upTo.map(Range.ALL::upTo).orElse(Range.ALL);
        return cursor.isEmpty() ? all : all.after(cursor);
    }

    private void noteGap(IdOrdinal ordinal, long id, GapList found) {
        boolean first = cursor.isEmpty();
        long before = first ? Long.MIN_VALUE : ordinal.of(cursor.get(0));
        if (id == before || (!first && id == before + 1) || !gaps.open(id - 1)) {
            return;
        }
        found.add(gaps.firstOpen(first ? Long.MIN_VALUE : before + 1), id - 1);
    }

    /** Adds rows that were missing, and settles what is settled when there are no more of them. */
    private void lookForMissing(IdOrdinal ordinal, List<SourceRecord> records) throws SQLException {
        Optional<Long> settling = Optional.empty();
        if (gaps.watching()) {
            Optional<OpenWriters> writers = watch.look();
            if (writers.isPresent()) {
                settling = gaps.settling(writers.get());
            }
        }
        if (!gaps.pending().isEmpty()) {
            List<IdRanges.Range> missing = gaps.pending().ranges();
            Page page =
                    reader.read((layout, limit) -> MissingIds.statements(layout, missing, ordinal, limit), pageRows);
            List<Row> late = page.rows();
            IdRanges before = gaps.pending().copy();
            for (int i = 0; i < late.size(); i++) {
                gaps.pending().remove(ordinal.of(late.get(i).position().get(0)));
                records.add(target.record(late.get(i), offsets.afterLate(cursor, before, late, i + 1)));
            }
            if (!page.complete()) {
                return;
            }
        }
        settling.ifPresent(gaps::settle);
    }
}
