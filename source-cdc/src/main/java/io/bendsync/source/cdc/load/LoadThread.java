package io.bendsync.source.cdc.load;

import io.debezium.relational.TableId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans tables and reads chunks, one after another, over a connection of its own. */
final class LoadThread implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LoadThread.class);
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int NO_SUCH_TABLE = 1146;
    private static final int NO_SUCH_DATABASE = 1049;

    private final Map<String, String> config;
    private final TablePlanner planner;
    private final LoadJobs jobs;
    private final BatchQueue batches;
    private final BiFunction<TablePlan, TableShape, TableLoad> planned;
    private final AtomicReference<Throwable> failure;
    private volatile LoadConnection connection;
    private volatile LoadConnection snapshot;

    /**
     * @param planned takes note of a new plan
     * @param failure takes the first exception or error of all threads
     */
    LoadThread(
            Map<String, String> config,
            TablePlanner planner,
            LoadJobs jobs,
            BatchQueue batches,
            BiFunction<TablePlan, TableShape, TableLoad> planned,
            AtomicReference<Throwable> failure) {
        this.config = config;
        this.planner = planner;
        this.jobs = jobs;
        this.batches = batches;
        this.planned = planned;
        this.failure = failure;
    }

    @Override
    public void run() {
        try {
            for (Optional<LoadJobs.Job> job = jobs.take(); job.isPresent(); job = jobs.take()) {
                work(job.get());
                jobs.finished();
            }
        } catch (InterruptedException e) {
            LOG.debug("Told to end", e);
        } catch (Throwable e) {
            // An error too: the job would never be finished, and the load never over.
            failure.compareAndSet(null, e);
        } finally {
            // The thread ends here; what it was told so by would only disturb the closing.
            Thread.interrupted();
            disconnect();
        }
    }

    /** Breaks its connections off, from any thread: it may wait for an answer that never comes. */
    void abort() {
        for (LoadConnection open : new LoadConnection[] {connection, snapshot}) {
            if (open != null) {
                open.abort();
            }
        }
    }

    private void work(LoadJobs.Job job) throws SQLException, InterruptedException {
        try {
            if (connection == null) {
                connection = LoadConnection.open(config);
            }
            if (job instanceof LoadJobs.Job.Plan plan) {
                plan(plan);
            } else if (job instanceof LoadJobs.Job.Chunk chunk) {
                read(chunk);
            }
        } catch (SQLException e) {
            disconnect();
            switch (e.getErrorCode()) {
                case LOCK_WAIT_TIMEOUT -> {
                    Duration pause = jobs.putOff(job);
                    LOG.warn(
                            "The first load waits for a lock on table {}, for another {} ms ({})",
                            job.id(),
                            pause.toMillis(),
                            e.getMessage());
                }
                case NO_SUCH_TABLE, NO_SUCH_DATABASE -> {
                    LOG.info("Table {} has gone while it was loaded; the binlog tells what became of it", job.id());
                    if (job instanceof LoadJobs.Job.Chunk chunk) {
                        jobs.supersede(chunk.table());
                    }
                }
                default -> throw e;
            }
        }
    }

    private void plan(LoadJobs.Job.Plan job) throws SQLException, InterruptedException {
        Optional<TablePlanner.Planned> plan = planner.plan(connection, job.id(), job.sent());
        if (plan.isEmpty()) {
            readWhole(job);
            return;
        }
        TableLoad load = planned.apply(plan.get().plan(), plan.get().shape());
        LOG.info(
                "Loading table {}: about {} rows in {} chunks",
                job.id(),
                load.plan().rows(),
                load.plan().chunks());
        if (plan.get().anew()) {
            LOG.warn(
                    "Rows of table {} may have been sent before, in another structure: it is loaded from its beginning,"
                            + " after a truncate",
                    job.id());
            reader(connection, load, 0).empty(batches::put);
        }
        for (int chunk = 0; chunk < load.plan().chunks(); chunk++) {
            jobs.add(new LoadJobs.Job.Chunk(load, chunk, Optional.empty()));
        }
    }

    private void readWhole(LoadJobs.Job.Plan job) throws SQLException, InterruptedException {
        try (LoadConnection reader = LoadConnection.open(config)) {
            snapshot = reader;
            TablePlanner.Planned plan = planner.planSnapshot(connection, reader, job.id(), job.sent());
            TableLoad load = planned.apply(plan.plan(), plan.shape());
            LOG.info(
                    "Loading table {}, which has no key: about {} rows",
                    job.id(),
                    load.plan().rows());
            if (plan.anew()) {
                LOG.warn(
                        "Table {} has no key and the first load was interrupted, so it is read from its beginning, after"
                                + " a truncate, as some of its rows may have been sent before; a target that only"
                                + " appends rows may have those twice",
                        job.id());
                reader(reader, load, 0).empty(batches::put);
            }
            reader(reader, load, 0).read(Optional.empty(), batches::put);
        } finally {
            snapshot = null;
        }
    }

    private void read(LoadJobs.Job.Chunk job) throws SQLException, InterruptedException {
        TableLoad load = job.table();
        TableId id = job.id();
        connection.hold(id);
        String structure = TableShapes.digest(connection.createStatement(id));
        if (structure.equals(load.plan().structure())) {
            reader(connection, load, job.chunk()).read(job.after(), batches::put);
        } else if (jobs.supersede(load)) {
            LOG.warn("Table {} was altered while it was loaded; it is loaded again from its beginning", id);
            jobs.add(new LoadJobs.Job.Plan(id, LoadJobs.Sent.OTHER_ROWS));
        }
        connection.release();
    }

    private ChunkReader reader(LoadConnection from, TableLoad load, int chunk) {
        return new ChunkReader(from, planner.shapes().config(), load, chunk);
    }

    private void disconnect() {
        LoadConnection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }
}
