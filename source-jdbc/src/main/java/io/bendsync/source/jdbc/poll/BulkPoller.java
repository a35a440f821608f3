package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.failure.SourceException;
import io.bendsync.source.jdbc.page.Keyset.Range;
import io.bendsync.source.jdbc.page.Page;
import io.bendsync.source.jdbc.page.Row;
import io.bendsync.source.jdbc.page.RowStream;
import io.bendsync.source.jdbc.page.TableReader;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Mode {@code bulk}: the whole table at every poll. With a key it is read page by page, and a lost connection costs one
 * page; without one it is read as a stream, and a pass that breaks begins anew. No position is stored.
 */
final class BulkPoller implements TablePoller {
    private final TableReader reader;
    private final TableTarget target;
    private final int pageRows;
    private Range range = Range.ALL;
    private Optional<RowStream> stream = Optional.empty();

    BulkPoller(TableReader reader, TableTarget target, int pageRows) {
        this.reader = reader;
        this.target = target;
        this.pageRows = pageRows;
    }

    @Override
    public Batch next() throws SQLException {
        boolean keyed = !reader.layout().order().components().isEmpty();
        Page page = keyed ? page() : part();
        List<Row> rows = page.rows();
        boolean more = !page.complete();
        range = more && keyed ? Range.ALL.after(rows.get(rows.size() - 1).position()) : Range.ALL;
        return new Batch(
                rows.stream().<SourceRecord>map(row -> target.record(row, null)).toList(),
                more ? Batch.Next.NOW : Batch.Next.LATER);
    }

    private Page page() throws SQLException {
        return reader.read((layout, limit) -> layout.keyset().statements(range, limit), pageRows);
    }

    private Page part() throws SQLException {
        try {
            if (stream.isEmpty()) {
                stream = Optional.of(reader.stream());
            }
            Page page = stream.get().next(pageRows);
            if (page.complete()) {
                endStream();
            }
            return page;
        } catch (SQLException | SourceException e) {
            endStream();
            throw e;
        }
    }

    private void endStream() {
        stream.ifPresent(RowStream::close);
        stream = Optional.empty();
    }
}
