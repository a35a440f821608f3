package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.config.Mode;
import io.bendsync.source.jdbc.config.SourceConfig;
import io.bendsync.source.jdbc.decode.ColumnDecoders;
import io.bendsync.source.jdbc.failure.SourceException;
import io.bendsync.source.jdbc.gap.TransactionWatch;
import io.bendsync.source.jdbc.load.Load;
import io.bendsync.source.jdbc.load.LoadPlan;
import io.bendsync.source.jdbc.load.SplitColumn;
import io.bendsync.source.jdbc.load.StoredLoad;
import io.bendsync.source.jdbc.mysql.Session;
import io.bendsync.source.jdbc.offset.SourcePartitions;
import io.bendsync.source.jdbc.page.Layout;
import io.bendsync.source.jdbc.page.TableReader;
import io.bendsync.source.jdbc.page.TableRelation;
import io.bendsync.source.jdbc.position.CursorChoice;
import io.bendsync.source.jdbc.position.PositionType;
import io.bendsync.source.jdbc.position.ReadingOrder;
import io.bendsync.source.jdbc.position.StoredOffset;
import io.bendsync.source.jdbc.table.Column;
import io.bendsync.source.jdbc.table.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what reads the chunks of first loads. */
final class ChunkReaders {
    private static final Logger LOG = LoggerFactory.getLogger(ChunkReaders.class);

    private final SourceConfig config;
    private final Session session;
    private final TransactionWatch watch;
    private final ColumnDecoders decoders;

    /**
     * Readers for one task and its one connection.
     *
     * @param config the configuration
     * @param session the connection to read by
     * @param watch sees open transactions
     * @param decoders the decoders by MySQL type
     */
    ChunkReaders(SourceConfig config, Session session, TransactionWatch watch, ColumnDecoders decoders) {
        this.config = config;
        this.session = session;
        this.watch = watch;
        this.decoders = decoders;
    }

    /**
     * Gives the poller of a chunk. It brings nothing when the chunk is done, when the table has a position of its own, or
     * when the stored offsets are of another plan: then the connector hands that one out before long.
     *
     * @param chunk the chunk
     * @param sent the offset of the last record this task sent of it, empty before the first
     * @param stored the stored offsets
     */
    TablePoller poller(Piece.Chunk chunk, Optional<StoredOffset> sent, StoredLoad stored) throws SQLException {
        LoadPlan plan = chunk.load().plan();
        boolean another =
                stored.plan(other -> other.fits(config.mode(), plan.column())).isPresent();
        if (sent.isEmpty() && another && !stored.begun(plan)) {
            LOG.warn(
                    "Table {} is being loaded by another plan; waiting for the connector to hand it out",
                    chunk.table());
            return () -> new Batch(List.of(), Batch.Next.LATER);
        }
        if (stored.polled() || stored.done(plan, chunk.number())) {
            return () -> new Batch(List.of(), Batch.Next.NEVER);
        }
        Optional<StoredOffset> from = sent.or(() -> stored.chunk(plan, chunk.number()));
        return new ChunkPoller(reader(chunk.load(), chunk.number(), from, config.batchRows()));
    }

    /**
     * Gives the reader of a chunk.
     *
     * @param load the load
     * @param number which of its chunks
     * @param from the chunk's offset, empty for its beginning
     * @param pageRows rows a page at most
     */
    ChunkReader reader(Load load, int number, Optional<StoredOffset> from, int pageRows) throws SQLException {
        TableName table = load.table();
        LoadPlan plan = load.plan();
        boolean byId = plan.kind() == LoadPlan.Kind.IDS;
        CursorChoice cursor = config.cursor();
        TableReader reader =
                new TableReader(session, new TableRelation(table, ""), decoders, byId ? cursor : cursor.keyOnly());
        checkColumn(load, reader.layout(), cursor);
        ReadingOrder order = reader.layout().order();
        TableTarget target = new TableTarget(
                SourcePartitions.of(table, number),
                config.topic(table),
                new LoadMarks(plan.text(), from.map(StoredOffset::loadRows).orElse(0L)));
        Starts starts = new Starts(table, order, Optional.empty(), from);
        if (byId) {
            PositionType id = order.incrementing().orElseThrow().type();
            IncrementingStart start = starts.incrementing(plan.above(number))
                    .upTo(id.ofText(plan.upTo(number).orElseThrow()));
            return new IncrementingPoller(reader, watch, target, start, config.gapLimits(), pageRows);
        }
        return new KeyRangeReader(
                reader,
                target,
                cursor,
                plan.border(),
                starts.columns(),
                starts.keys(plan.above(number), plan.upTo(number)),
                pageRows);
    }

    private void checkColumn(Load load, Layout layout, CursorChoice cursor) {
        Mode mode = config.mode();
        Optional<Column> column = SplitColumn.of(mode, layout.table(), cursor.in(layout.table()));
        if (column.filter(found -> load.plan().fits(mode, found.name())).isEmpty()) {
            throw new SourceException("Table " + load.table() + " was being loaded by ranges of its column "
                    + load.plan().column() + ", and cannot any more; restore the column, or reset the connector's"
                    + " offsets to load the table anew");
        }
    }
}
