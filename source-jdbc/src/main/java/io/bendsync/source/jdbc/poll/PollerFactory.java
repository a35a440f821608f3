package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.config.Mode;
import io.bendsync.source.jdbc.config.SourceConfig;
import io.bendsync.source.jdbc.decode.ColumnDecoders;
import io.bendsync.source.jdbc.gap.ServerZone;
import io.bendsync.source.jdbc.gap.SettledTime;
import io.bendsync.source.jdbc.gap.TransactionWatch;
import io.bendsync.source.jdbc.load.Load;
import io.bendsync.source.jdbc.load.StoredLoad;
import io.bendsync.source.jdbc.mysql.Session;
import io.bendsync.source.jdbc.offset.SourcePartitions;
import io.bendsync.source.jdbc.page.QueryRelation;
import io.bendsync.source.jdbc.page.Relation;
import io.bendsync.source.jdbc.page.TableReader;
import io.bendsync.source.jdbc.page.TableRelation;
import io.bendsync.source.jdbc.position.ColumnClock;
import io.bendsync.source.jdbc.position.CursorChoice;
import io.bendsync.source.jdbc.position.ReadingOrder;
import io.bendsync.source.jdbc.position.StoredOffset;
import io.bendsync.source.jdbc.position.TemporalText;
import io.bendsync.source.jdbc.table.TableName;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Makes the poller of a piece of work, from the configuration and the stored offset. */
public final class PollerFactory implements Pollers {
    private final SourceConfig config;
    private final Session session;
    private final TransactionWatch watch;
    private final ServerZone serverZone;
    private final ColumnDecoders decoders;
    private final OffsetStorageReader offsets;
    private final ChunkReaders chunks;

    /**
     * A factory for one task and its one connection.
     *
     * @param config the configuration
     * @param session the connection to read by
     * @param watch sees open transactions
     * @param offsets the stored offsets
     */
    public PollerFactory(SourceConfig config, Session session, TransactionWatch watch, OffsetStorageReader offsets) {
        this.config = config;
        this.session = session;
        this.watch = watch;
        this.serverZone = new ServerZone(session, config.timeZone());
        this.decoders = new ColumnDecoders(config.decoding());
        this.offsets = offsets;
        this.chunks = new ChunkReaders(config, session, watch, decoders);
    }

    @Override
    public TablePoller poller(Piece piece, Map<String, ?> last) throws SQLException {
        Optional<StoredOffset> sent = Optional.ofNullable(last).map(offset -> new StoredOffset(new HashMap<>(offset)));
        if (piece instanceof Piece.Chunk chunk) {
            return chunks.poller(chunk, sent, StoredLoad.of(chunk.table(), offsets));
        }
        TableName table = piece.table();
        Optional<StoredOffset> stored = sent.or(() -> stored(table));
        if (piece instanceof Piece.AfterLoad after && stored.isEmpty()) {
            Load load = after.load();
            return new AfterLoadPoller(
                    load,
                    () -> StoredLoad.of(table, offsets),
                    () -> whole(table, stored, Optional.of(load.plan().border())));
        }
        return whole(table, stored, Optional.empty());
    }

    /**
     * Reads all rows of a table that has a key, in the key's order.
     *
     * @param target where they go
     */
    public TablePoller everything(TableName table, TableTarget target) {
        return new BulkPoller(
                new TableReader(session, new TableRelation(table, ""), decoders, CursorChoice.BY_KEY),
                target,
                config.batchRows());
    }

    /** The poller of a table or the query; it begins at the border when nothing is stored. */
    private TablePoller whole(TableName table, Optional<StoredOffset> stored, Optional<String> border)
            throws SQLException {
        Optional<String> query = config.query();
        Relation relation = query.isPresent()
                ? new QueryRelation(table, query.get(), config.querySuffix())
                : new TableRelation(table, config.querySuffix(), config.rowFilter());
        TableTarget target = query.isPresent()
                ? new TableTarget(SourcePartitions.ofQuery(), config.queryTopic())
                : new TableTarget(SourcePartitions.of(table), config.topic(table));
        TableReader reader = new TableReader(session, relation, decoders, config.cursor());
        if (config.mode() == Mode.BULK) {
            return new BulkPoller(reader, target, config.batchRows());
        }
        ReadingOrder order = reader.layout().order();
        Starts starts = new Starts(table, order, query, stored);
        if (config.mode() == Mode.INCREMENTING) {
            IncrementingStart start = starts.incrementing(
                    border.or(() -> config.incrementingInitial().map(String::valueOf)));
            return new IncrementingPoller(reader, watch, target, start, config.gapLimits(), config.batchRows());
        }
        ColumnClock clock = serverZone.clock(order.timestamp().orElseThrow());
        TimestampStart start = starts.timestamp(clock, border.isPresent() ? border : initial(clock));
        SettledTime settled = new SettledTime(config.gapLimits(), config.timestampDelay());
        watch.look();
        if (watch.refused() && order.unique()) {
            return new LookbackPoller(
                    reader,
                    watch,
                    target,
                    start,
                    settled,
                    config.batchRows(),
                    config.gapLimits().mostPending());
        }
        return new TimestampPoller(reader, watch, target, start, settled, config.batchRows());
    }

    private Optional<StoredOffset> stored(TableName table) {
        List<Map<String, String>> partitions =
                config.query().isPresent() ? List.of(SourcePartitions.ofQuery()) : SourcePartitions.all(table);
        return partitions.stream()
                .map(offsets::offset)
                .filter(offset -> offset != null && !offset.isEmpty())
                .findFirst()
                .map(StoredOffset::new);
    }

    private Optional<String> initial(ColumnClock clock) throws SQLException {
        Optional<Long> configured = config.timestampInitial();
        if (configured.isEmpty()) {
            return Optional.empty();
        }
        long ms = configured.get();
        Instant instant = ms == -1 ? serverZone.now() : Instant.ofEpochMilli(ms);
        ZoneId zone = clock.zone();
        return Optional.of(TemporalText.of(LocalDateTime.ofInstant(instant, zone)));
    }
}
