package io.bendsync.source.jdbc;

import io.bendsync.source.jdbc.config.Mode;
import io.bendsync.source.jdbc.config.SourceConfig;
import io.bendsync.source.jdbc.failure.SourceException;
import io.bendsync.source.jdbc.gap.TransactionWatch;
import io.bendsync.source.jdbc.load.Load;
import io.bendsync.source.jdbc.load.LoadPlan;
import io.bendsync.source.jdbc.load.LoadPlanner;
import io.bendsync.source.jdbc.load.StoredLoad;
import io.bendsync.source.jdbc.mysql.Session;
import io.bendsync.source.jdbc.mysql.SqlErrors;
import io.bendsync.source.jdbc.poll.ChunkRests;
import io.bendsync.source.jdbc.table.Column;
import io.bendsync.source.jdbc.table.TableName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first loads under way, as the connector sees them: begun before and found in the stored offsets, or planned now.
 *
 * <p>Usually a load ends without the connector: the task that polls the table sees from the stored offsets that every
 * chunk is done. A chunk whose last rows were deleted or updated before they were read has no record to say so; then the
 * connector sees that nothing is left of it and hands the table out as loaded. Tasks are stopped for that, so that what
 * they still had under way is in Kafka before the table is polled.
 */
final class TableLoads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TableLoads.class);

    /** A configuration must fit into one record of 1 MB; tables beyond are read by one task. */
    private static final int MOST_TEXT = 300_000;

    /** How many tables' offsets are read at once. */
    private static final int TABLES_AT_ONCE = 500;

    private final SourceConfig config;
    private final OffsetStorageReader offsets;
    private final Session session;
    private final TransactionWatch watch;
    private final LoadPlanner planner;
    private final ChunkRests rests;
    private final Set<TableName> known = new HashSet<>();
    private final Map<TableName, Load> loads = new TreeMap<>();
    private final Map<TableName, StoredLoad> seen = new HashMap<>();
    private volatile List<Load> published = List.of();

    /**
     * No loads yet.
     *
     * @param config the configuration
     * @param offsets the stored offsets
     * @param tasks how many tasks there may be
     */
    TableLoads(SourceConfig config, OffsetStorageReader offsets, int tasks) {
        this.config = config;
        this.offsets = offsets;
        this.session = new Session(config.sessions());
        this.watch = new TransactionWatch(config.sessions());
        this.planner = new LoadPlanner(config, session, watch, tasks);
        this.rests = new ChunkRests(config, session, watch);
    }

    /** The loads under way when last looked at. */
    List<Load> loads() {
        return published;
    }

    /**
     * Looks which of these tables are being loaded already, and plans the loads of those that are big and were never read.
     *
     * @param tables tables; those already looked at are left out
     * @return whether a load was added
     * @throws SQLException when the server cannot be asked
     */
    synchronized boolean begin(Collection<TableName> tables) throws SQLException {
        if (config.mode() == Mode.BULK || config.query().isPresent()) {
            return false;
        }
        List<TableName> news =
                tables.stream().filter(table -> !known.contains(table)).toList();
        try {
            boolean added = false;
            for (int from = 0; from < news.size(); from += TABLES_AT_ONCE) {
                List<TableName> some = news.subList(from, Math.min(news.size(), from + TABLES_AT_ONCE));
                for (Map.Entry<TableName, StoredLoad> stored :
                        StoredLoad.of(some, offsets).entrySet()) {
                    added |= begin(stored.getKey(), stored.getValue());
                    known.add(stored.getKey());
                }
            }
            leaveConnections();
            return added;
        } catch (SQLException e) {
            session.reset();
            throw e;
        }
    }

    private boolean begin(TableName table, StoredLoad stored) throws SQLException {
        if (stored.polled()) {
            return false;
        }
        Optional<LoadPlan> plan = usable(table, stored);
        if (plan.isPresent()) {
            LOG.info("First load of table {} goes on: {} rows so far", table, stored.rows(plan.get()));
        } else if (planner.wanted() && Load.text(loads()).length() < MOST_TEXT) {
            plan = planned(table);
        }
        plan.ifPresent(found -> put(new Load(table, found, false)));
        return plan.isPresent();
    }

    private Optional<LoadPlan> planned(TableName table) throws SQLException {
        try {
            return planner.plan(table);
        } catch (SQLException e) {
            if (SqlErrors.transientError(e)) {
                throw e;
            }
            // Such as a view that the account may read but not have explained, or a table dropped just now.
            LOG.debug("Table {} is not split", table, e);
            return Optional.empty();
        }
    }

    /** The plan by which a table is being loaded already. */
    private Optional<LoadPlan> usable(TableName table, StoredLoad stored) throws SQLException {
        if (stored.chunks().isEmpty()) {
            return Optional.empty();
        }
        Optional<Column> column = planner.column(table);
        return stored.plan(plan ->
                column.isPresent() && plan.fits(config.mode(), column.get().name()));
    }

    /**
     * Looks how far the loads are.
     *
     * @return whether the tasks must be configured anew
     * @throws SQLException when the server cannot be asked
     */
    synchronized boolean look() throws SQLException {
        boolean changed = false;
        try {
            for (Load load : loads()) {
                changed |= !load.over() && look(load);
            }
            leaveConnections();
        } catch (SQLException e) {
            session.reset();
            throw e;
        }
        return changed;
    }

    private boolean look(Load load) throws SQLException {
        TableName table = load.table();
        StoredLoad stored = StoredLoad.of(table, offsets);
        if (stored.polled()) {
            loads.remove(table);
            published = List.copyOf(loads.values());
            rests.forget(table);
            return false;
        }
        try {
            return look(load, stored);
        } catch (SourceException e) {
            // The tasks meet the same and say so.
            LOG.debug("First load of table {} could not be looked at", table, e);
            return false;
        } finally {
            seen.put(table, stored);
        }
    }

    private boolean look(Load load, StoredLoad stored) throws SQLException {
        TableName table = load.table();
        if (!stored.begun(load.plan())) {
            Optional<LoadPlan> begun = usable(table, stored);
            if (begun.isPresent()) {
                LOG.warn("First load of table {} was begun by another plan, which is gone on with", table);
                put(new Load(table, begun.get(), false));
                return true;
            }
        }
        boolean moving = !stored.equals(seen.get(table));
        if (moving) {
            rests.forget(table);
        }
        if (moving || stored.done(load.plan()) || !rests.empty(load, stored)) {
            return false;
        }
        LOG.info("First load of table {}: its remaining rows are gone; the tasks are configured anew", table);
        put(new Load(table, load.plan(), true));
        return true;
    }

    /** No load, no connections: they are opened again when they are needed. */
    private void leaveConnections() {
        if (loads.values().stream().allMatch(Load::over)) {
            session.reset();
            watch.close();
        }
    }

    private void put(Load load) {
        loads.put(load.table(), load);
        published = List.copyOf(loads.values());
    }

    @Override
    public void close() {
        session.close();
        watch.close();
    }
}
