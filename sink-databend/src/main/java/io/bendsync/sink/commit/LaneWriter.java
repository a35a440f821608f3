package io.bendsync.sink.commit;

import io.bendsync.sink.buffer.LaneBatch;
import io.bendsync.sink.buffer.TableBatch;
import io.bendsync.sink.commit.FaultPoints.Point;
import io.bendsync.sink.config.RetrySettings;
import io.bendsync.sink.databend.DatabendException;
import io.bendsync.sink.databend.ErrorKind;
import io.bendsync.sink.databend.Session;
import io.bendsync.sink.load.BadRowsException;
import io.bendsync.sink.load.Loader;
import io.bendsync.sink.load.StagedLoad;
import io.bendsync.sink.record.BadRecordException;
import io.bendsync.sink.record.Change;
import io.bendsync.sink.schema.Alteration;
import io.bendsync.sink.schema.TableKeeper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one batch: stages its rows, commits them, and tries again where that may help. */
final class LaneWriter {
    private static final Logger LOG = LoggerFactory.getLogger(LaneWriter.class);
    /** Each conflict means that another writer got through, so many are no sign of trouble. */
    private static final int CONFLICTS = 200;

    private static final int SCHEMA_CHANGES = 5;

    private final Loader loader;
    private final TableKeeper tables;
    private final CommitProtocol protocol;
    private final GuiltyRows guilty;
    private final Garbage garbage;
    private final SessionPool sessions;
    private final StagePaths paths;
    private final RetrySettings retry;
    private final FaultPoints faults;

    LaneWriter(
            Loader loader,
            TableKeeper tables,
            CommitProtocol protocol,
            SessionPool sessions,
            Garbage garbage,
            StagePaths paths,
            RetrySettings retry,
            boolean tolerant,
            FaultPoints faults) {
        this.loader = loader;
        this.tables = tables;
        this.protocol = protocol;
        this.guilty = new GuiltyRows(loader, sessions, garbage, tolerant);
        this.garbage = garbage;
        this.sessions = sessions;
        this.paths = paths;
        this.retry = retry;
        this.faults = faults;
    }

    /**
     * Writes the batch to its end.
     *
     * @param stopped asked between attempts whether the caller has lost interest
     * @throws BadRowsException if rows are to blame; nothing was written
     * @throws DoubtException if rows are to blame, and they have to be read again to find out which
     * @throws FencedException if the partitions are another task's by now; nothing was written
     * @throws ConnectException if a person has to see to it; nothing is known to be written
     */
    void write(LaneBatch batch, BooleanSupplier stopped) throws BadRowsException, DoubtException, FencedException {
        int failures = 0;
        int conflicts = 0;
        int schemaChanges = 0;
        int refusals = 0;
        while (true) {
            String prefix = paths.prefix(batch);
            List<StagedLoad> loads = new ArrayList<>();
            try {
                attempt(batch, prefix, loads);
                return;
            } catch (BadRecordException e) {
                throw new DoubtException(e); // met while encoding
            } catch (DatabendException e) {
                if (stopped.getAsBoolean()) {
                    throw new ConnectException("Stopped while writing topic " + batch.topic(), e);
                }
                switch (e.kind()) {
                    case CONFLICT -> {
                        if (++conflicts > CONFLICTS) {
                            throw stop(batch, "conflicts with other writers again and again", e);
                        }
                        LOG.debug("conflict over topic {}: {}", batch.topic(), e.getMessage());
                        pause(ThreadLocalRandom.current().nextLong(10, 50L + Math.min(conflicts, 10) * 50L));
                    }
                    case SCHEMA -> {
                        if (++schemaChanges > SCHEMA_CHANGES) {
                            throw stop(batch, "the table is not as expected", e);
                        }
                        batch.tables().forEach(t -> tables.forget(t.table()));
                    }
                    case UNANSWERED, TRANSIENT -> {
                        if (++failures > retry.retries()) {
                            throw stop(batch, "gave up after " + retry.retries() + " retries (max.retries)", e);
                        }
                        long wait = retry.wait(failures).toMillis();
                        LOG.warn(
                                "Writing {} rows of topic {} failed, attempt {} of {}, next in {} ms: {}",
                                batch.rows(),
                                batch.topic(),
                                failures,
                                retry.retries() + 1,
                                wait,
                                e.getMessage());
                        pause(wait);
                    }
                    case DATA -> {
                        // Databend says the same of a value that does not fit and of a column that is gone: look at
                        // the tables again before blaming the rows.
                        if (++refusals == 1) {
                            batch.tables().forEach(t -> tables.forget(t.table()));
                        } else if (batch.tables().stream().anyMatch(TableBatch::isEncoded)) {
                            throw new DoubtException(e);
                        } else {
                            blame(batch, prefix, e);
                        }
                    }
                    case CREDENTIALS -> throw stop(batch, "check connection.user and connection.password", e);
                    case PERMANENT -> throw stop(batch, "Databend refuses", e);
                }
            } finally {
                // Not a moment earlier: other lanes remove what is in there too.
                garbage.add(loads);
            }
        }
    }

    private void attempt(LaneBatch batch, String prefix, List<StagedLoad> loads)
            throws DatabendException, BadRowsException, FencedException {
        faults.reached(Point.BEFORE_UPLOAD, batch.topic());
        if (batch.alteration().isPresent()) {
            alter(batch, batch.alteration().get());
        }
        protocol.commit(batch, () -> {
            Session session = sessions.take();
            for (TableBatch table : batch.tables()) {
                loads.addAll(loader.stage(session, table, prefix + loads.size() + "-"));
            }
            sessions.giveBack(session);
            faults.reached(Point.AFTER_UPLOAD, batch.topic());
            return loads;
        });
    }

    /** Removes staged files that nobody needs any more. */
    void sweep() {
        garbage.remove();
    }

    /** Outside the transaction, which DDL would commit; a crash in between has it looked at again, which does no harm. */
    private void alter(LaneBatch batch, Alteration alteration) throws DatabendException, FencedException {
        protocol.requireOwnership(batch);
        Session session = sessions.take();
        tables.alter(session, alteration);
        sessions.giveBack(session);
    }

    /** The server blames the data: which rows, exactly? */
    private void blame(LaneBatch batch, String prefix, DatabendException cause) throws BadRowsException {
        Map<Change, BadRecordException> rows;
        try {
            rows = guilty.find(batch, prefix);
        } catch (DatabendException e) {
            if (e.kind() == ErrorKind.PERMANENT) {
                throw stop(batch, "Databend refuses", e);
            }
            LOG.warn("The search for the rows that Databend refuses was cut short: {}", e.getMessage());
            return; // the next attempt meets the same refusal, and the search begins again
        }
        if (rows.isEmpty()) {
            throw stop(batch, "Databend refuses the rows together, though it takes each alone", cause);
        }
        throw new BadRowsException(rows);
    }

    private static ConnectException stop(LaneBatch batch, String what, DatabendException e) {
        return new ConnectException(
                "Cannot write topic " + batch.topic() + " " + batch.offsets() + ": " + what + ": " + e.getMessage(), e);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Stopped while waiting to try again", e);
        }
    }
}
