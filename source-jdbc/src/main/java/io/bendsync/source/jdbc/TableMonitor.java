package io.bendsync.source.jdbc;

import io.bendsync.source.jdbc.check.ServerCheck;
import io.bendsync.source.jdbc.config.SourceConfig;
import io.bendsync.source.jdbc.failure.SourceException;
import io.bendsync.source.jdbc.mysql.MySqlSessions;
import io.bendsync.source.jdbc.mysql.Session;
import io.bendsync.source.jdbc.mysql.SqlErrors;
import io.bendsync.source.jdbc.table.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows the tables to read and their first loads, and says when the tasks must be configured anew for them. */
final class TableMonitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TableMonitor.class);

    /** How often to look at first loads, in milliseconds. */
    private static final long LOAD_LOOK_MS = 5000;

    /** How long to wait at the end for a look that is under way. */
    private static final long STOP_MS = 3000;

    private final SourceConfig config;
    private final TableLoads loads;
    private final IntPredicate moreTasks;
    private final Runnable changed;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "bendsync-table-monitor");
        thread.setDaemon(true);
        return thread;
    });
    private List<ScheduledFuture<?>> looks = List.of();
    private volatile List<TableName> tables = List.of();

    /**
     * A monitor that stands still until it is started.
     *
     * @param config the configuration
     * @param loads the first loads; the monitor closes them
     * @param moreTasks whether so many tables should be read by more tasks than there are
     * @param changed told when the tasks must be configured anew
     */
    TableMonitor(SourceConfig config, TableLoads loads, IntPredicate moreTasks, Runnable changed) {
        this.config = config;
        this.loads = loads;
        this.moreTasks = moreTasks;
        this.changed = changed;
    }

    /** Reads the list once, then at intervals. */
    void start() {
        tables = first();
        long interval = config.tablePollInterval().toMillis();
        looks = List.of(every(interval, this::look), every(Math.min(LOAD_LOOK_MS, interval), this::lookAtLoads));
    }

    private ScheduledFuture<?> every(long intervalMs, Runnable look) {
        return clock.scheduleWithFixedDelay(look, intervalMs, intervalMs, TimeUnit.MILLISECONDS);
    }

    /** The tables to read as last seen, sorted. */
    List<TableName> tables() {
        return tables;
    }

    @Override
    public void close() {
        looks.forEach(look -> look.cancel(true));
        clock.shutdownNow();
        try {
            clock.awaitTermination(STOP_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loads.close();
    }

    private List<TableName> first() {
        MySqlSessions sessions = config.firstSessions();
        for (int attempt = 1; ; attempt++) {
            try {
                List<TableName> found = list(sessions);
                loads.begin(found);
                return found;
            } catch (SQLException e) {
                if (attempt >= config.connectionAttempts() || !SqlErrors.transientError(e)) {
                    throw new SourceException(ServerCheck.problem(sessions, e).message(), e);
                }
                LOG.warn("{}: {}; trying again in {}", sessions, SqlErrors.brief(e), config.connectionBackoff());
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(config.connectionBackoff().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException("Interrupted while waiting for the MySQL server", e);
        }
    }

    private List<TableName> list(MySqlSessions sessions) throws SQLException {
        try (Session session = new Session(sessions)) {
            return SelectedTables.of(config, session::connection);
        }
    }

    private void lookAtLoads() {
        try {
            if (loads.look()) {
                changed.run();
            }
        } catch (SQLException e) {
            LOG.warn("The first loads could not be looked at, trying again later: {}", SqlErrors.brief(e));
        } catch (RuntimeException e) {
            LOG.warn("The first loads could not be looked at, trying again later", e);
        }
    }

    private void look() {
        try {
            List<TableName> now = list(config.sessions());
            boolean loading = loads.begin(now);
            tables = now;
            // Else the tasks see by themselves what is new and what is gone: to configure them anew would stop them
            // all.
            if (loading || moreTasks.test(now.size())) {
                changed.run();
            }
        } catch (SQLException e) {
            LOG.warn("The list of tables could not be read, trying again later: {}", SqlErrors.brief(e));
        } catch (RuntimeException e) {
            LOG.warn("The list of tables could not be compared, trying again later", e);
        }
    }
}
