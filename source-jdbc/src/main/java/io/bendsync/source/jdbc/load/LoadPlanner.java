package io.bendsync.source.jdbc.load;

import io.bendsync.source.jdbc.config.Mode;
import io.bendsync.source.jdbc.config.SourceConfig;
import io.bendsync.source.jdbc.failure.SourceException;
import io.bendsync.source.jdbc.gap.OpenWriters;
import io.bendsync.source.jdbc.gap.ServerZone;
import io.bendsync.source.jdbc.gap.SettledTime;
import io.bendsync.source.jdbc.gap.TransactionWatch;
import io.bendsync.source.jdbc.mysql.Session;
import io.bendsync.source.jdbc.offset.SourcePartitions;
import io.bendsync.source.jdbc.position.CursorColumn;
import io.bendsync.source.jdbc.position.IdOrdinal;
import io.bendsync.source.jdbc.position.ReadingOrder;
import io.bendsync.source.jdbc.position.TemporalText;
import io.bendsync.source.jdbc.table.Column;
import io.bendsync.source.jdbc.table.TableCatalog;
import io.bendsync.source.jdbc.table.TableName;
import io.bendsync.source.jdbc.table.TableSchema;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans the first load of tables that are big enough to be read by several tasks. */
public final class LoadPlanner {
    private static final Logger LOG = LoggerFactory.getLogger(LoadPlanner.class);

    /** So that tasks end at about the same time however uneven the chunks are. */
    private static final int CHUNKS_PER_TASK = 4;

    /** How long to wait for a fresh answer about open transactions; without one a table is not split. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final long PAUSE_MS = 50;

    private final SourceConfig config;
    private final Session session;
    private final TransactionWatch watch;
    private final ServerZone zone;
    private final int tasks;

    /**
     * A planner with one connection; for one thread.
     *
     * @param config the configuration
     * @param session the connection to ask by
     * @param watch sees open transactions
     * @param tasks how many tasks there may be
     */
    public LoadPlanner(SourceConfig config, Session session, TransactionWatch watch, int tasks) {
        this.config = config;
        this.session = session;
        this.watch = watch;
        this.zone = new ServerZone(session, config.timeZone());
        this.tasks = tasks;
    }

    /** Whether anything may be split at all, as the connector is configured. */
    public boolean wanted() {
        return tasks > 1
                && config.loadChunkRows() > 0
                && config.mode() != Mode.BULK
                && config.query().isEmpty()
                && config.querySuffix().isEmpty()
                && config.timestampInitial().isEmpty()
                && config.incrementingInitial().isEmpty();
    }

    /** The column by which a table is split, empty when it has none, is not there, or cannot be read as configured. */
    public Optional<Column> column(TableName table) throws SQLException {
        Optional<TableSchema> schema = new TableCatalog(session.connection()).describe(table);
        return schema.flatMap(found -> order(found).flatMap(order -> SplitColumn.of(config.mode(), found, order)));
    }

    /**
     * Plans the first load of a table of which nothing was read yet.
     *
     * @param table the table
     * @return the plan, empty when it is better read by one task
     * @throws SQLException when the server cannot be asked
     */
    public Optional<LoadPlan> plan(TableName table) throws SQLException {
        RowEstimate estimate = new RowEstimate(session, table);
        long rows = estimate.all();
        if (rows <= config.loadChunkRows()) {
            return Optional.empty();
        }
        Optional<TableSchema> schema = new TableCatalog(session.connection()).describe(table);
        Optional<ReadingOrder> order = schema.flatMap(this::order);
        Optional<Column> column = order.flatMap(found -> SplitColumn.of(config.mode(), schema.get(), found));
        if (column.isEmpty()) {
            return Optional.empty();
        }
        // The time first: rows before it are all visible to whatever is read from here on.
        Optional<String> time = order.get().timestamp().isPresent()
                ? settled(order.get().timestamp().get())
                : Optional.empty();
        Optional<String> first = estimate.outermost(column.get(), false);
        Optional<String> last = estimate.outermost(column.get(), true);
        if (first.isEmpty() || last.isEmpty() || (config.mode() != Mode.INCREMENTING && time.isEmpty())) {
            return Optional.empty();
        }
        IdOrdinal ordinal = new IdOrdinal(column.get().unsigned());
        List<String> splits = new SplitPoints(
                        ordinal, (above, upTo) -> estimate.between(column.get(), ordinal, above, upTo))
                .between(ordinal.parse(first.get()), ordinal.parse(last.get()), chunks(rows));
        if (splits.isEmpty()) {
            return Optional.empty();
        }
        LoadPlan plan = new LoadPlan(
                LoadPlan.Kind.of(config.mode()),
                column.get().name(),
                time.orElseGet(last::get),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                splits);
        LOG.info(
                "First load of table {}: about {} rows in {} chunks of {}, read by up to {} tasks",
                table,
                rows,
                plan.chunks(),
                plan.column(),
                tasks);
        return Optional.of(plan);
    }

    private int chunks(long rows) {
        long bySize = Math.min(SourcePartitions.MOST_CHUNKS, rows / config.loadChunkRows() + 1);
        return (int) Math.max(bySize, Math.min(SourcePartitions.MOST_CHUNKS, CHUNKS_PER_TASK * (long) tasks));
    }

    private Optional<ReadingOrder> order(TableSchema table) {
        try {
            return Optional.of(config.cursor().in(table));
        } catch (SourceException e) {
            // The task that reads it says what is wrong.
            LOG.debug("Table {} is not split", table.name(), e);
            return Optional.empty();
        }
    }

    /** The time before which all rows are visible or rolled back, as the column has it. */
    private Optional<String> settled(CursorColumn timestamp) throws SQLException {
        SettledTime settled = new SettledTime(config.gapLimits(), config.timestampDelay());
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - end < 0) {
            Optional<OpenWriters> writers = watch.look();
            if (writers.isPresent()) {
                return Optional.of(TemporalText.of(zone.clock(timestamp).firstFrom(settled.at(writers.get()))));
            }
            pause();
        }
        LOG.warn("The server gave no fresh answer about open transactions in {}; no table is split", PATIENCE);
        return Optional.empty();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException("Interrupted while planning the first load", e);
        }
    }
}
