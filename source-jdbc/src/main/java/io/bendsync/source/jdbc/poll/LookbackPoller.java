package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.gap.OpenWriters;
import io.bendsync.source.jdbc.gap.SettledTime;
import io.bendsync.source.jdbc.gap.TransactionWatch;
import io.bendsync.source.jdbc.page.Keyset.Range;
import io.bendsync.source.jdbc.page.Page;
import io.bendsync.source.jdbc.page.Row;
import io.bendsync.source.jdbc.page.TableReader;
import io.bendsync.source.jdbc.position.ColumnClock;
import io.bendsync.source.jdbc.position.TemporalText;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * The modes with a timestamp where open transactions cannot be seen. Rows are sent as soon as they are visible; each
 * pass begins after the last row stamped {@code gap.timeout.ms} before now and reads all that follows again, so that rows committed late
 * are found, and leaves out what was sent already. A restart repeats what it had sent of that time.
 */
final class LookbackPoller implements TablePoller {
    private final TableReader reader;
    private final TransactionWatch watch;
    private final TableTarget target;
    private final SettledTime settled;
    private final ColumnClock clock;
    private final TimestampOffsets offsets;
    private final int pageRows;
    private final int mostSent;
    private final Map<List<Object>, Integer> sent = new HashMap<>();
    private Range base;
    private Range rest;
    private String border;

    /**
     * A poller for accounts that may not see open transactions.
     *
     * @param reader reads the table
     * @param watch tells the server's time
     * @param target where the records go
     * @param start where to begin
     * @param settled how far timestamps are settled by the clock
     * @param pageRows rows a page at most
     * @param mostSent how many rows sent early are remembered; more wait until they are settled
     */
    LookbackPoller(
            TableReader reader,
            TransactionWatch watch,
            TableTarget target,
            TimestampStart start,
            SettledTime settled,
            int pageRows,
            int mostSent) {
        this.reader = reader;
        this.watch = watch;
        this.target = target;
        this.settled = settled;
        this.offsets = start.offsets();
        this.clock = start.offsets().clock();
        this.pageRows = pageRows;
        this.mostSent = mostSent;
        this.base = start.range();
    }

    @Override
    public Batch next() throws SQLException {
        Optional<OpenWriters> writers = watch.look();
        if (writers.isEmpty()) {
            return new Batch(List.of(), Batch.Next.SOON);
        }
        if (rest == null) {
            border = TemporalText.of(clock.firstFrom(settled.at(writers.get())));
            rest = base;
        }
        Range now = sent.size() < mostSent ? rest : rest.before(border);
        Page page = reader.read((layout, limit) -> layout.keyset().statements(now, limit), pageRows);
        List<Row> rows = page.rows();
        List<SourceRecord> records = new ArrayList<>();
        for (Row row : rows) {
            send(row, records);
        }
        if (!page.complete()) {
            rest = Range.ALL.after(rows.get(rows.size() - 1).position());
            return new Batch(records, Batch.Next.NOW);
        }
        rest = null;
        return new Batch(records, Batch.Next.LATER);
    }

    @Override
    public void forget(Predicate<List<Object>> gone) {
        sent.keySet().removeIf(gone);
    }

    private void send(Row row, List<SourceRecord> records) {
        if (row.position().get(0).toString().compareTo(border) < 0) {
            // Settled: never read again, and remembered only if an earlier pass sent it.
            base = Range.ALL.after(row.position());
            Integer before = sent.remove(row.position());
            if (before == null || before != row.value().hashCode()) {
                records.add(target.record(row, offsets.after(row.position())));
            }
            return;
        }
        Integer before = sent.put(row.position(), row.value().hashCode());
        if (before == null || before != row.value().hashCode()) {
            records.add(target.record(row, offsets.from(border)));
        }
    }
}
