package io.bendsync.source.cdc.load;

import io.debezium.relational.TableId;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
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
    private static final long PAUSE_MS = 500;

    private final Map<String, String> config;
    private final TablePlanner planner;
    private final LoadJobs jobs;
    private final BlockingQueue<Batch> batches;
    private final BiFunction<TablePlan, TableShape, TableLoad> planned;
    private final AtomicReference<Exception> failure;
    private LoadConnection connection;

    /**
     * @param planned takes note of a new plan
     * @param failure takes the first exception of all threads
     */
    LoadThread(
            Map<String, String> config,
            TablePlanner planner,
            LoadJobs jobs,
            BlockingQueue<Batch> batches,
            BiFunction<TablePlan, TableShape, TableLoad> planned,
            AtomicReference<Exception> failure) {
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
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException e) {
            failure.compareAndSet(null, e);
        } finally {
            disconnect();
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
                    LOG.warn("The first load waits for a lock: {} ({})", named(job), e.getMessage());
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
                    jobs.add(job);
                }
                case NO_SUCH_TABLE, NO_SUCH_DATABASE -> {
                    LOG.info("{} has gone while it was loaded; the binlog tells what became of it", named(job));
                    if (job instanceof LoadJobs.Job.Chunk chunk) {
                        jobs.supersede(chunk.table());
                    }
                }
                default -> throw e;
            }
        }
    }

    private void plan(LoadJobs.Job.Plan job) throws SQLException, InterruptedException {
        Optional<TablePlanner.Planned> plan = planner.plan(connection, job.table());
        if (plan.isEmpty()) {
            readWhole(job);
            return;
        }
        TableLoad load = planned.apply(plan.get().plan(), plan.get().shape());
        LOG.info(
                "Loading table {}: about {} rows in {} chunks",
                job.table(),
                load.plan().rows(),
                load.plan().chunks());
        for (int chunk = 0; chunk < load.plan().chunks(); chunk++) {
            jobs.add(new LoadJobs.Job.Chunk(load, chunk, Optional.empty()));
        }
    }

    private void readWhole(LoadJobs.Job.Plan job) throws SQLException, InterruptedException {
        boolean again = job.again();
        if (again) {
            LOG.warn(
                    "Table {} has no key and the first load was interrupted, so it is read from its beginning, after a"
                            + " truncate, as some of its rows may have been sent before; a target that only appends"
                            + " rows may have those twice",
                    job.table());
        }
        try (LoadConnection reader = LoadConnection.open(config)) {
            TablePlanner.Planned plan = planner.planSnapshot(connection, reader, job.table());
            TableLoad load = planned.apply(plan.plan(), plan.shape());
            LOG.info(
                    "Loading table {}, which has no key: about {} rows",
                    job.table(),
                    load.plan().rows());
            new ChunkReader(reader, planner.shapes().config(), load, 0).read(Optional.empty(), again, batches::put);
        }
    }

    private void read(LoadJobs.Job.Chunk job) throws SQLException, InterruptedException {
        TableLoad load = job.table();
        TableId id = load.shape().id();
        connection.hold(id);
        String structure = TableShapes.digest(connection.createStatement(id));
        if (structure.equals(load.plan().structure())) {
            new ChunkReader(connection, planner.shapes().config(), load, job.chunk())
                    .read(job.after(), false, batches::put);
        } else if (jobs.supersede(load)) {
            LOG.warn("Table {} was altered while it was loaded; it is loaded again from its beginning", id);
            jobs.add(new LoadJobs.Job.Plan(id, true));
        }
        connection.release();
    }

    private void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    private static String named(LoadJobs.Job job) {
        return "table "
                + (job instanceof LoadJobs.Job.Chunk chunk
                        ? chunk.table().shape().id()
                        : ((LoadJobs.Job.Plan) job).table());
    }
}
