package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.config.Mode;
import io.bendsync.source.jdbc.config.SourceConfig;
import io.bendsync.source.jdbc.decode.ColumnDecoders;
import io.bendsync.source.jdbc.gap.SettledTime;
import io.bendsync.source.jdbc.gap.TransactionWatch;
import io.bendsync.source.jdbc.mysql.Session;
import io.bendsync.source.jdbc.offset.SourcePartitions;
import io.bendsync.source.jdbc.page.QueryRelation;
import io.bendsync.source.jdbc.page.Relation;
import io.bendsync.source.jdbc.page.TableReader;
import io.bendsync.source.jdbc.page.TableRelation;
import io.bendsync.source.jdbc.position.ColumnClock;
import io.bendsync.source.jdbc.position.CursorColumn;
import io.bendsync.source.jdbc.position.ReadingOrder;
import io.bendsync.source.jdbc.position.StoredOffset;
import io.bendsync.source.jdbc.position.TemporalText;
import io.bendsync.source.jdbc.table.Column;
import io.bendsync.source.jdbc.table.TableName;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes the poller of a table, from the configuration and the stored offset. */
public final class PollerFactory {
    private final SourceConfig config;
    private final Session session;
    private final TransactionWatch watch;
    private final ServerZone serverZone;
    private final ColumnDecoders decoders;
    private final Function<Map<String, String>, Map<String, Object>> offsets;

    /**
     * A factory for one task and its one connection.
     *
     * @param config the configuration
     * @param session the connection to read by
     * @param watch sees open transactions
     * @param offsets looks a partition's stored offset up; null when there is none
     */
    public PollerFactory(
            SourceConfig config,
            Session session,
            TransactionWatch watch,
            Function<Map<String, String>, Map<String, Object>> offsets) {
        this.config = config;
        this.session = session;
        this.watch = watch;
        this.serverZone = new ServerZone(session, config.timeZone());
        this.decoders = new ColumnDecoders(config.decoding());
        this.offsets = offsets;
    }

    /**
     * Gives the poller that goes on there, else where the stored offset says.
     *
     * @param table a table
     * @param last the offset of the last record sent by this task, null before the first
     * @throws SQLException when the server cannot be asked
     */
    public TablePoller poller(TableName table, Map<String, ?> last) throws SQLException {
        Optional<String> query = config.query();
        Relation relation = query.isPresent()
                ? new QueryRelation(table, query.get(), config.querySuffix())
                : new TableRelation(table, config.querySuffix());
        TableTarget target = query.isPresent()
                ? new TableTarget(SourcePartitions.ofQuery(), config.queryTopic())
                : new TableTarget(SourcePartitions.of(table), config.topic(table));
        TableReader reader = new TableReader(session, relation, decoders, config.cursor());
        if (config.mode() == Mode.BULK) {
            return new BulkPoller(reader, target, config.batchRows());
        }
        ReadingOrder order = reader.layout().order();
        Optional<StoredOffset> stored =
                last == null ? stored(table) : Optional.of(new StoredOffset(new HashMap<>(last)));
        Starts starts = new Starts(table, order, query, stored);
        if (config.mode() == Mode.INCREMENTING) {
            IncrementingStart start = starts.incrementing(config.incrementingInitial());
            return new IncrementingPoller(reader, watch, target, start, config.gapLimits(), config.batchRows());
        }
        ColumnClock clock = clock(order.timestamp().orElseThrow());
        TimestampStart start = starts.timestamp(clock, initial(clock));
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
                .map(offsets)
                .filter(offset -> offset != null && !offset.isEmpty())
                .findFirst()
                .map(StoredOffset::new);
    }

    private ColumnClock clock(CursorColumn timestamp) throws SQLException {
        int digits = timestamp.columns().stream().mapToInt(Column::scale).min().orElse(0);
        boolean wallClock = timestamp.columns().get(0).dataType().equals("datetime");
        return new ColumnClock(wallClock ? serverZone.get() : ZoneOffset.UTC, digits);
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
