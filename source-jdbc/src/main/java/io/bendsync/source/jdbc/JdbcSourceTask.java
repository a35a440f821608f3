package io.bendsync.source.jdbc;

import io.bendsync.source.jdbc.check.ServerCheck;
import io.bendsync.source.jdbc.config.SourceConfig;
import io.bendsync.source.jdbc.deletes.BinlogPollers;
import io.bendsync.source.jdbc.deletes.KeyScanPollers;
import io.bendsync.source.jdbc.failure.SourceException;
import io.bendsync.source.jdbc.gap.TransactionWatch;
import io.bendsync.source.jdbc.mysql.MySqlSessions;
import io.bendsync.source.jdbc.mysql.Session;
import io.bendsync.source.jdbc.mysql.SqlErrors;
import io.bendsync.source.jdbc.poll.Piece;
import io.bendsync.source.jdbc.poll.PollerFactory;
import io.bendsync.source.jdbc.poll.Pollers;
import io.bendsync.source.jdbc.poll.TableRounds;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads its share of the tables in turns and hands the rows to Connect. */
public final class JdbcSourceTask extends SourceTask {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcSourceTask.class);

    /** So that Connect can stop or pause the task soon, however long the poll interval. */
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private Session session;
    private TransactionWatch watch;
    private TaskShare share;
    private TableWatch tables;
    private TableRounds rounds;
    private KeyScanPollers deletes;
    private BinlogPollers binlog;

    @Override
    public String version() {
        return BuildVersion.get();
    }

    @Override
    public void start(Map<String, String> props) {
        SourceConfig config = Soundness.config(props);
        MySqlSessions sessions = config.sessions();
        share = TaskShare.of(props);
        List<Piece> pieces = share.pieces();
        session = new Session(sessions);
        watch = new TransactionWatch(sessions);
        checkServer(sessions);
        PollerFactory polling = new PollerFactory(config, session, watch, context.offsetStorageReader());
        Pollers pollers = polling;
        if (config.keyScan().isPresent()) {
            deletes =
                    new KeyScanPollers(config, config.keyScan().get(), session, pollers, context.offsetStorageReader());
            pollers = deletes;
        } else if (config.binlogDeletes().isPresent()) {
            binlog = new BinlogPollers(
                    config, config.binlogDeletes().get(), session, polling, context.offsetStorageReader());
            pollers = binlog;
        }
        rounds = new TableRounds(
                pieces,
                pollers,
                session,
                new TableRounds.Pace(
                        config.pollInterval(),
                        config.tablePollInterval(),
                        config.retryAttempts(),
                        config.failsOnBadTable(),
                        config.query().isEmpty()));
        tables = new TableWatch(config, session);
        LOG.info(
                "Reading {} tables and chunks of tables of {}, mode {}",
                pieces.size(),
                sessions,
                config.mode().text());
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        if (stopped.getCount() == 0) {
            return null;
        }
        tables.look().ifPresent(there -> rounds.tables(there, share::owns));
        List<SourceRecord> records = rounds.next();
        if (!records.isEmpty()) {
            return records;
        }
        long wait = Math.min(LONGEST_WAIT_NANOS, rounds.idleNanos());
        if (wait > 0 && stopped.await(wait, TimeUnit.NANOSECONDS)) {
            return null;
        }
        records = rounds.next();
        return records.isEmpty() ? null : records;
    }

    @Override
    public void commit() {
        if (deletes != null) {
            deletes.stored();
        }
        if (binlog != null) {
            binlog.stored();
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
        if (binlog != null) {
            binlog.close();
        }
        if (session != null) {
            session.close();
            watch.close();
        }
    }

    private void checkServer(MySqlSessions sessions) {
        try {
            session.connection();
        } catch (SQLException e) {
            if (!SqlErrors.transientError(e)) {
                throw new SourceException(ServerCheck.problem(sessions, e).message(), e);
            }
            LOG.warn("{}: {}; trying again while polling", sessions, SqlErrors.brief(e));
        }
    }
}
