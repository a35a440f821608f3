package io.bendsync.source.jdbc.gap;

import io.bendsync.source.jdbc.gap.OpenWriters.Writer;
import io.bendsync.source.jdbc.mysql.MySqlSessions;
import io.bendsync.source.jdbc.mysql.Session;
import io.bendsync.source.jdbc.mysql.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the server which transactions are open ({@code information_schema.innodb_trx}, for which it wants the PROCESS
 * privilege).
 *
 * <p>InnoDB answers from a copy that it renews at most every 0.1 s, and never while somebody asks more often. So each
 * question carries a number of its own and looks for its own statement, number included, in the answer: if it is not
 * there, the copy is older than the question and says nothing about now.
 */
public final class TransactionWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionWatch.class);

    /** InnoDB does not renew its copy sooner. */
    private static final long COPY_NANOS = 110_000_000L;

    /** The longest wait after stale answers; each doubles it, since several who ask keep the copy from renewal. */
    private static final long MOST_PATIENCE_NANOS = 4_000_000_000L;

    /**
     * Who may yet commit rows that others cannot see: has modified rows, waits for a lock, is in the middle of a
     * statement with locks, or was prepared by a session that is gone (thread 0). A report that only reads has no locks.
     */
    private static final String QUESTION = """
            SELECT /* bendsync %s */ trx_mysql_thread_id, trx_started,
                   CONVERT_TZ(trx_started, 'SYSTEM', '+00:00'), trx_mysql_thread_id = CONNECTION_ID(),
                   trx_query, UTC_TIMESTAMP(6),
                   trx_rows_modified > 0 OR trx_state <> 'RUNNING' OR trx_mysql_thread_id = 0
                     OR (trx_lock_structs > 0 AND trx_query IS NOT NULL)
            FROM information_schema.innodb_trx""";

    private final Session session;
    private final SplittableRandom chance = new SplittableRandom();
    private OpenWriters last;
    private boolean refused;
    private long questions;
    private long askAgainNanos = System.nanoTime();
    private long patienceNanos = COPY_NANOS;

    /**
     * A watch with a connection of its own, opened when first needed.
     *
     * @param sessions opens the connection that asks
     */
    public TransactionWatch(MySqlSessions sessions) {
        this.session = new Session(sessions);
    }

    /**
     * Gives the newest answer there is; empty when InnoDB has not given a fresh one yet.
     *
     * @throws SQLException when the server cannot be asked
     */
    public Optional<OpenWriters> look() throws SQLException {
        long now = System.nanoTime();
        if (now - askAgainNanos >= 0) {
            try {
                OpenWriters answer = refused ? clockOnly(now) : ask(now);
                patienceNanos =
                        Objects.equals(answer, last) ? Math.min(2 * patienceNanos, MOST_PATIENCE_NANOS) : COPY_NANOS;
                askAgainNanos = System.nanoTime() + patienceNanos + chance.nextLong(patienceNanos);
                last = answer;
            } catch (SQLException e) {
                session.reset();
                throw e;
            }
        }
        return Optional.ofNullable(last);
    }

    /** Whether the account may not see other sessions' transactions. */
    public boolean refused() {
        return refused;
    }

    @Override
    public void close() {
        session.close();
    }

    private OpenWriters ask(long now) throws SQLException {
        String mark = Long.toString(System.identityHashCode(this), 36) + "-" + ++questions;
        Connection connection = session.connection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
            try (ResultSet rows = statement.executeQuery(QUESTION.formatted(mark))) {
                return answer(rows, mark, now);
            } finally {
                statement.execute("COMMIT");
            }
        } catch (SQLException e) {
            if (!SqlErrors.denied(e)) {
                throw e;
            }
            refused = true;
            LOG.warn("The account lacks the PROCESS privilege, so open transactions cannot be seen and rows that are"
                    + " committed late are waited for by the clock alone (gap.timeout.ms); GRANT PROCESS ON *.* to the"
                    + " account to be sure of them");
            return clockOnly(now);
        }
    }

    private OpenWriters answer(ResultSet rows, String mark, long now) throws SQLException {
        Set<Writer> writers = new HashSet<>();
        LocalDateTime oldest = null;
        LocalDateTime serverTime = null;
        while (rows.next()) {
            String query = rows.getString(5);
            if (rows.getBoolean(4)) {
                if (query != null && query.contains("/* bendsync " + mark + " */")) {
                    serverTime = rows.getObject(6, LocalDateTime.class);
                }
            } else if (rows.getBoolean(7)) {
                writers.add(new Writer(rows.getLong(1), rows.getString(2)));
                LocalDateTime started = rows.getObject(3, LocalDateTime.class);
                if (oldest == null || started.isBefore(oldest)) {
                    oldest = started;
                }
            }
        }
        return serverTime == null ? last : new OpenWriters(now, serverTime, true, writers, Optional.ofNullable(oldest));
    }

    private OpenWriters clockOnly(long now) throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT UTC_TIMESTAMP(6)")) {
            row.next();
            return new OpenWriters(now, row.getObject(1, LocalDateTime.class), false, Set.of(), Optional.empty());
        }
    }
}
