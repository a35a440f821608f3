package io.bendsync.sink.commit;

import io.bendsync.sink.buffer.LaneBatch;
import io.bendsync.sink.buffer.OffsetMove;
import io.bendsync.sink.commit.FaultPoints.Point;
import io.bendsync.sink.databend.DatabendException;
import io.bendsync.sink.databend.ErrorKind;
import io.bendsync.sink.databend.Session;
import io.bendsync.sink.databend.TableName;
import io.bendsync.sink.load.BadRowsException;
import io.bendsync.sink.load.StagedLoad;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows and ledger in one transaction.
 *
 * <p>Three things are never trusted. The answer to BEGIN: the server must say that a transaction is open, and say so
 * again after each statement, or else each would commit by itself. The answer to COMMIT: a server says "ok" even if
 * nothing was committed, so the ledger is read again in another session. And silence: a request without an answer is
 * neither done nor failed, until the ledger says which.
 */
final class ExactlyOnce implements CommitProtocol {
    private static final Logger LOG = LoggerFactory.getLogger(ExactlyOnce.class);

    private final Ledger ledger;
    private final SessionPool sessions;
    private final ExecutorService openers;
    private final FaultPoints faults;

    /** @param openers runs what is done for a batch while its rows are staged */
    ExactlyOnce(Ledger ledger, SessionPool sessions, ExecutorService openers, FaultPoints faults) {
        this.ledger = ledger;
        this.sessions = sessions;
        this.openers = openers;
        this.faults = faults;
    }

    /** Where the ledger stands, by what a batch is to move. */
    private enum Standing {
        BEFORE,
        AFTER
    }

    /**
     * A transaction in which the ledger has moved.
     *
     * @param moved false if it does not stand where the batch begins; the transaction is rolled back then
     */
    private record Opened(Session session, boolean moved) {}

    @Override
    public void requireOwnership(LaneBatch batch) throws DatabendException, FencedException {
        standing(batch);
    }

    /** The ledger moves while the rows are staged: neither needs the other, and both take their time. */
    @Override
    public void commit(LaneBatch batch, Staging staging) throws DatabendException, BadRowsException, FencedException {
        Future<Opened> opening = openers.submit(() -> open(batch));
        List<StagedLoad> loads;
        try {
            loads = staging.stage();
        } catch (DatabendException | BadRowsException | RuntimeException | Error e) {
            abandon(opening);
            throw e;
        }
        Opened opened = opened(opening);
        if (opened.moved()) {
            try {
                run(opened.session(), batch, loads);
            } catch (DatabendException e) {
                rollback(opened.session());
                throw e;
            }
        }
        sessions.giveBack(opened.session());
        if (standing(batch) == Standing.BEFORE) {
            throw new DatabendException(
                    opened.moved() ? ErrorKind.TRANSIENT : ErrorKind.CONFLICT,
                    0,
                    "Databend answered ok to COMMIT, but the ledger of topic " + batch.topic() + " has not moved",
                    null);
        }
        if (!opened.moved()) {
            LOG.info("An earlier commit of topic {} whose answer was lost has succeeded", batch.topic());
        }
        faults.reached(Point.AFTER_READ_BACK, batch.topic());
    }

    private Opened open(LaneBatch batch) throws DatabendException {
        Session session = sessions.take();
        try {
            return new Opened(session, move(session, batch));
        } catch (DatabendException e) {
            rollback(session);
            throw e;
        }
    }

    private boolean move(Session session, LaneBatch batch) throws DatabendException {
        session.execute("BEGIN");
        requireOpen(session);
        faults.reached(Point.AFTER_BEGIN, batch.topic());
        for (Map.Entry<Integer, OffsetMove> move : batch.offsets().entrySet()) {
            if (!ledger.move(session, batch.topic(), move.getKey(), move.getValue())) {
                session.execute("ROLLBACK");
                return false;
            }
            requireOpen(session);
        }
        faults.reached(Point.AFTER_LEDGER, batch.topic());
        return true;
    }

    private static Opened opened(Future<Opened> opening) throws DatabendException {
        try {
            return opening.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DatabendException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabendException(ErrorKind.UNANSWERED, 0, "interrupted while the ledger moved", e);
        }
    }

    /** Nothing was staged: the transaction is of no use, if it has come to be one. */
    private static void abandon(Future<Opened> opening) {
        try {
            Opened opened = opened(opening);
            if (opened.moved()) {
                rollback(opened.session());
            }
        } catch (DatabendException | RuntimeException e) {
            LOG.debug("no transaction to roll back: {}", e.getMessage());
        }
    }

    private void run(Session session, LaneBatch batch, List<StagedLoad> loads) throws DatabendException {
        for (StagedLoad load : loads) {
            load.run(session);
            requireOpen(session);
        }
        faults.reached(Point.AFTER_LOAD, batch.topic());
        requireUnchanged(session, loads);
        session.execute("COMMIT");
        faults.reached(Point.AFTER_COMMIT, batch.topic());
    }

    /** Of the statements for one table the last one was built for what the table had become by then. */
    private static void requireUnchanged(Session session, List<StagedLoad> loads) throws DatabendException {
        Map<TableName, StagedLoad> last = new LinkedHashMap<>();
        loads.forEach(load -> last.put(load.table().name(), load));
        for (StagedLoad load : last.values()) {
            load.requireUnchanged(session);
        }
    }

    private static void requireOpen(Session session) throws DatabendException {
        if (!"Active".equals(session.transactionState())) {
            throw new DatabendException(
                    ErrorKind.TRANSIENT,
                    0,
                    "Databend's transaction is not open (" + session.transactionState()
                            + "): the server has lost the session, or has no transactions; if this stays, set"
                            + " exactly.once=false",
                    null);
        }
    }

    private static void rollback(Session session) {
        try {
            session.execute("ROLLBACK");
        } catch (DatabendException e) {
            LOG.debug("not rolled back, the server will do so: {}", e.getMessage());
        }
    }

    private Standing standing(LaneBatch batch) throws DatabendException, FencedException {
        Session session = sessions.take();
        boolean before = true;
        boolean after = true;
        Map<Integer, Long> ours = new HashMap<>();
        for (Map.Entry<Integer, OffsetMove> move : batch.offsets().entrySet()) {
            Optional<LedgerEntry> entry = ledger.read(session, batch.topic(), move.getKey());
            boolean isOurs =
                    entry.isPresent() && entry.get().epoch() == move.getValue().epoch();
            if (isOurs) {
                ours.put(move.getKey(), entry.get().nextOffset());
            }
            before &= isOurs && entry.get().nextOffset() == move.getValue().from();
            after &= isOurs && entry.get().nextOffset() == move.getValue().to();
        }
        sessions.giveBack(session);
        if (!before && !after) {
            throw new FencedException("another task owns partitions of topic " + batch.topic() + " by now", ours);
        }
        return after ? Standing.AFTER : Standing.BEFORE;
    }
}
