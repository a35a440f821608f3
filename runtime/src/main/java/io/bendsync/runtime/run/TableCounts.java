package io.bendsync.runtime.run;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.database.Names;
import io.bendsync.runtime.database.Rows;
import io.bendsync.runtime.pipeline.ConnectorConfigs;
import io.bendsync.runtime.pipeline.Endpoint;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.verify.PipelineTables;
import io.bendsync.runtime.verify.TablePair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many rows each table has on both sides, counted in the background while somebody asks: at most half a second a
 * table in MySQL, else its own estimate; and not for more than a twentieth of the time.
 */
final class TableCounts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TableCounts.class);
    private static final long AT_MOST_EVERY_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int REST = 20;
    private static final String ESTIMATE =
            "SELECT COALESCE(MAX(table_rows), 0) FROM information_schema.tables WHERE table_schema = ? AND table_name = ?";

    private final Pipeline pipeline;
    private final ConnectorConfigs configs;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(runnable -> {
        Thread made = new Thread(runnable, "bendsync-counts");
        made.setDaemon(true);
        return made;
    });

    private Optional<DatabendDatabase> connected = Optional.empty();
    private Endpoint connectedTo;
    private List<TableCount> latest = List.of();
    private boolean counting;
    private long nextNanos = System.nanoTime();

    TableCounts(Pipeline pipeline) {
        this.pipeline = pipeline;
        this.configs = new ConnectorConfigs(pipeline);
    }

    /** As last counted; empty before the first count. */
    synchronized List<TableCount> latest() {
        if (!counting && System.nanoTime() - nextNanos >= 0) {
            try {
                thread.execute(this::count);
                counting = true;
            } catch (RejectedExecutionException e) {
                LOG.debug("closed: nothing is counted", e);
            }
        }
        return latest;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void count() {
        long begun = System.nanoTime();
        List<TableCount> found = null;
        Endpoint source = configs.sourceEndpoint();
        try (MySqlDatabase mysql = SourceDatabase.connect(pipeline, source, SourceDatabase.SHORT)) {
            DatabendDatabase databend = databend();
            found = new PipelineTables(pipeline, mysql, databend)
                    .pairs().stream().map(pair -> count(mysql, databend, pair)).toList();
        } catch (RuntimeException e) { // whatever it is, what was counted before stays
            LOG.debug("tables could not be counted", e);
        } finally {
            done(begun, found);
        }
    }

    private synchronized void done(long begun, List<TableCount> found) {
        long now = System.nanoTime();
        latest = found == null ? latest : found;
        nextNanos = now + Math.max(AT_MOST_EVERY_NANOS, REST * (now - begun));
        counting = false;
    }

    private DatabendDatabase databend() {
        Endpoint target = configs.targetEndpoint();
        if (connected.isEmpty() || !target.equals(connectedTo)) {
            connectedTo = target;
            connected = Optional.of(new DatabendDatabase(target.url(), target.user(), target.password()));
        }
        return connected.get();
    }

    private TableCount count(MySqlDatabase mysql, DatabendDatabase databend, TablePair pair) {
        Long counted = number(() -> mysql.query("SELECT /*+ MAX_EXECUTION_TIME(500) */ COUNT(*) FROM "
                + Names.mysql(pair.mysqlDatabase()) + "." + Names.mysql(pair.mysqlTable())));
        Long rows = counted != null
                ? counted
                : number(() -> mysql.query(ESTIMATE, pair.mysqlDatabase(), pair.mysqlTable()));
        Long copied = number(() -> databend.query("SELECT count(*) FROM " + Names.databend(pair.databendDatabase())
                + "." + Names.databend(pair.databendTable())));
        boolean exact = counted != null && isWhole(pair);
        return new TableCount(pair.toString(), configs.topicOf(pair.toString()), rows, exact, copied);
    }

    /** Whether the copy should have as many rows as the table: nothing is filtered, merged or kept when deleted. */
    private static boolean isWhole(TablePair pair) {
        return pair.softDelete().isEmpty()
                && pair.rule()
                        .filter(rule -> rule.merges() || !rule.filterText().isEmpty())
                        .isEmpty();
    }

    private interface Query {
        Rows run();
    }

    /** Null where the query fails: it took too long, or there is no such table. */
    private static Long number(Query query) {
        try (Rows rows = query.run()) {
            return Long.valueOf(rows.all().get(0).get(0));
        } catch (BendsyncException e) {
            LOG.debug("not counted", e);
            return null;
        }
    }
}
