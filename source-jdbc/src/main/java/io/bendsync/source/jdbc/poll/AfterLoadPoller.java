package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.load.Load;
import io.bendsync.source.jdbc.load.LoadPlan;
import io.bendsync.source.jdbc.load.StoredLoad;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until a table's first load is over, then polls from its border on. Not sooner: another task might still send an
 * older version of a row that was updated since. That a chunk is done is known from its stored offset, and that is stored
 * only when all of its rows are in Kafka.
 */
final class AfterLoadPoller implements TablePoller {
    private static final Logger LOG = LoggerFactory.getLogger(AfterLoadPoller.class);
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final Load load;
    private final Supplier<StoredLoad> stored;
    private final Maker maker;
    private TablePoller poller;
    private long lookAtNanos = System.nanoTime();

    /**
     * A poller that waits.
     *
     * @param load the load
     * @param stored looks at the stored offsets
     * @param maker makes the poller that begins at the border
     */
    AfterLoadPoller(Load load, Supplier<StoredLoad> stored, Maker maker) {
        this.load = load;
        this.stored = stored;
        this.maker = maker;
    }

    @Override
    public Batch next() throws SQLException {
        if (poller == null) {
            if (!over()) {
                return new Batch(List.of(), Batch.Next.SOON);
            }
            poller = maker.make();
        }
        return poller.next();
    }

    @Override
    public boolean waits() {
        return poller == null;
    }

    @Override
    public void forget(Predicate<List<Object>> gone) {
        if (poller != null) {
            poller.forget(gone);
        }
    }

    private boolean over() {
        if (System.nanoTime() - lookAtNanos < 0) {
            return false;
        }
        LoadPlan plan = load.plan();
        StoredLoad now = stored.get();
        if (!load.over() && !now.done(plan)) {
            lookAtNanos = System.nanoTime() + LOOK_NANOS;
            return false;
        }
        LOG.info(
                "First load of table {} is finished: {} rows in {} s; polling from here on",
                load.table(),
                now.rows(plan),
                Duration.between(plan.made(), Instant.now()).toSeconds());
        return true;
    }

    /** Makes the poller that comes after. */
    @FunctionalInterface
    interface Maker {
        TablePoller make() throws SQLException;
    }
}
