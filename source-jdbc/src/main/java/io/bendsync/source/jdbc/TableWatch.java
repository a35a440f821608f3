package io.bendsync.source.jdbc;

import io.bendsync.source.jdbc.config.SourceConfig;
import io.bendsync.source.jdbc.mysql.Session;
import io.bendsync.source.jdbc.mysql.SqlErrors;
import io.bendsync.source.jdbc.table.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks which tables there are, at the start and at intervals. Each task does so for itself: a change of the list would
 * else have to go through the task configurations, and Connect stops all tasks when one of these changes.
 */
final class TableWatch {
    private static final Logger LOG = LoggerFactory.getLogger(TableWatch.class);

    private final SourceConfig config;
    private final Session session;
    private long dueNanos = System.nanoTime();

    /**
     * A watch that is due at once.
     *
     * @param config the configuration
     * @param session the task's connection
     */
    TableWatch(SourceConfig config, Session session) {
        this.config = config;
        this.session = session;
    }

    /** The tables there are now; empty when it is not time to look, or the server cannot be asked. */
    Optional<List<TableName>> look() {
        if (System.nanoTime() - dueNanos < 0) {
            return Optional.empty();
        }
        dueNanos = System.nanoTime() + config.tablePollInterval().toNanos();
        try {
            return Optional.of(SelectedTables.of(config, session::connection));
        } catch (SQLException e) {
            session.reset();
            LOG.warn("The list of tables could not be read, trying again later: {}", SqlErrors.brief(e));
            return Optional.empty();
        }
    }
}
