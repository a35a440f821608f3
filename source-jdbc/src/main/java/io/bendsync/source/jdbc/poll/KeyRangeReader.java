package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.mysql.Session.BoundSql;
import io.bendsync.source.jdbc.page.Keyset.Range;
import io.bendsync.source.jdbc.page.Layout;
import io.bendsync.source.jdbc.page.Page;
import io.bendsync.source.jdbc.page.Row;
import io.bendsync.source.jdbc.page.TableReader;
import io.bendsync.source.jdbc.position.CursorChoice;
import io.bendsync.source.jdbc.position.StoredOffset;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * A chunk of the first load in the modes with a timestamp: rows of a range of keys, in the order of the key, whose
 * timestamps are before the border. No more of them can appear, since the border was settled before; a row that is
 * updated meanwhile leaves for the other side of the border, where polling begins when all chunks are read.
 */
final class KeyRangeReader implements ChunkReader {
    private final TableReader reader;
    private final TableTarget target;
    private final CursorChoice cursor;
    private final String border;
    private final String columns;
    private final KeyText key;
    private final int pageRows;
    private Range range;
    private boolean finished;

    /**
     * A reader that goes on at the beginning of a range.
     *
     * @param reader reads the table by its key
     * @param target where the records go
     * @param cursor finds the timestamp
     * @param border only rows with timestamps before it are read
     * @param columns the key's columns, for the offsets
     * @param range which rows are left
     * @param pageRows rows a page at most
     */
    KeyRangeReader(
            TableReader reader,
            TableTarget target,
            CursorChoice cursor,
            String border,
            String columns,
            Range range,
            int pageRows)
            throws SQLException {
        this.reader = reader;
        this.target = target;
        this.cursor = cursor;
        this.border = border;
        this.columns = columns;
        this.key = new KeyText(reader.layout().order().components());
        this.range = range;
        this.pageRows = pageRows;
    }

    @Override
    public Batch next() throws SQLException {
        Page page = reader.read(
                (layout, limit) -> layout.keyset().where(beforeBorder(layout)).statements(range, limit), pageRows);
        List<Row> rows = page.rows();
        finished = page.complete();
        if (!rows.isEmpty()) {
            range = range.after(rows.get(rows.size() - 1).position());
        }
        List<SourceRecord> records = rows.stream()
                .<SourceRecord>map(row -> target.record(row, after(row.position())))
                .toList();
        return new Batch(records, finished ? Batch.Next.LATER : Batch.Next.NOW);
    }

    @Override
    public boolean finished() {
        return finished;
    }

    private BoundSql beforeBorder(Layout layout) {
        String timestamp = cursor.in(layout.table()).timestamp().orElseThrow().expression();
        return new BoundSql(timestamp + " < ?", List.of(border));
    }

    private Map<String, Object> after(List<Object> position) {
        return new LazyOffset(() -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put(StoredOffset.COLUMNS, columns);
            key.put(fields, position);
            return fields;
        });
    }
}
