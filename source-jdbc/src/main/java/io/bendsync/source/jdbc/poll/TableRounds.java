package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.failure.SourceException;
import io.bendsync.source.jdbc.mysql.Session;
import io.bendsync.source.jdbc.mysql.SqlErrors;
import io.bendsync.source.jdbc.page.TableReader;
import io.bendsync.source.jdbc.table.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the pieces of a task's work in turns. A table that has more rows goes to the end of the line, so that a big one does
 * not keep the others waiting; one that cannot be read is put aside and tried again later, while the others go on.
 */
public final class TableRounds {
    private static final Logger LOG = LoggerFactory.getLogger(TableRounds.class);
    private static final long SOON_NANOS = Duration.ofMillis(150).toNanos();
    private static final long FIRST_RETRY_NANOS = Duration.ofMillis(500).toNanos();
    private static final long LAST_RETRY_NANOS = Duration.ofSeconds(30).toNanos();

    private final Pollers pollers;
    private final Session session;
    private final Pace pace;
    private final Deque<Turn> turns = new ArrayDeque<>();
    private final List<Turn> gone = new ArrayList<>();

    /**
     * The rounds over these tables; the first one is due at once.
     *
     * @param pieces the tables, and the chunks of tables
     * @param pollers makes their pollers
     * @param session the connection they read by
     * @param pace how often to look
     */
    public TableRounds(List<Piece> pieces, Pollers pollers, Session session, Pace pace) {
        this.pollers = pollers;
        this.session = session;
        this.pace = pace;
        pieces.forEach(piece -> turns.add(new Turn(piece)));
    }

    /**
     * Takes note of which tables there are: those that are gone leave the rounds, those that are back come back, at their
     * position, and new ones are taken up.
     *
     * @param there all tables there are
     * @param mine which of them are this task's
     */
    public void tables(Collection<TableName> there, Predicate<TableName> mine) {
        Set<TableName> names = new HashSet<>(there);
        List.copyOf(turns).stream()
                .filter(turn -> !names.contains(turn.piece.table()))
                .forEach(this::leave);
        List<Turn> back =
                gone.stream().filter(turn -> names.contains(turn.piece.table())).toList();
        gone.removeAll(back);
        for (Turn turn : back) {
            LOG.info("Table {} is back; it is read on where it stood", turn.piece);
            turn.dueIn(0);
            turns.add(turn);
        }
        Set<TableName> taken = turns.stream()
                .map(turn -> turn.piece)
                .filter(piece -> !(piece instanceof Piece.Chunk))
                .map(Piece::table)
                .collect(Collectors.toSet());
        for (TableName table : there) {
            if (!taken.contains(table) && mine.test(table)) {
                LOG.info("Table {} is new; it is read from here on", table);
                turns.add(new Turn(new Piece.Whole(table)));
            }
        }
    }

    private void leave(Turn turn) {
        LOG.info("Table {} is gone; it is read again when it is back", turn.piece);
        turns.remove(turn);
        turn.poller = null;
        turn.aside = false;
        gone.add(turn);
    }

    /**
     * Looks at the tables whose time has come, until one has something.
     *
     * @return records of one table; empty when none has any
     * @throws SourceException when no table can be read, or retries are used up
     */
    public List<SourceRecord> next() {
        for (int left = turns.size(); left > 0 && !turns.isEmpty(); left--) {
            Turn turn = turns.removeFirst();
            turns.addLast(turn);
            if (turn.dueNanos - System.nanoTime() <= 0) {
                List<SourceRecord> records = look(turn);
                if (!records.isEmpty()) {
                    return records;
                }
            }
        }
        return List.of();
    }

    /** How long until a table's time comes, in nanoseconds; the poll interval when there is no table. */
    public long idleNanos() {
        long now = System.nanoTime();
        return turns.stream()
                .mapToLong(turn -> turn.dueNanos - now)
                .min()
                .orElse(pace.poll().toNanos());
    }

    private List<SourceRecord> look(Turn turn) {
        try {
            if (turn.poller == null) {
                turn.poller = pollers.poller(turn.piece, turn.last);
            }
            Batch batch = turn.poller.next();
            turn.retries = 0;
            turn.aside = false;
            turn.dueIn(
                    switch (batch.next()) {
                        case NOW -> 0;
                        case SOON -> Math.min(SOON_NANOS, pace.poll().toNanos());
                        case LATER, NEVER -> pace.poll().toNanos();
                    });
            if (batch.next() == Batch.Next.NEVER) {
                turns.remove(turn);
            }
            List<SourceRecord> records = batch.records();
            if (!records.isEmpty()) {
                turn.last = records.get(records.size() - 1).sourceOffset();
            }
            return records;
        } catch (SQLException e) {
            retry(turn, e);
        } catch (TableReader.OrderChanged e) {
            LOG.info("{}; it is read on in the new order", e.getMessage());
            turn.poller = null;
        } catch (TableReader.TableGone e) {
            if (pace.leaveWhenGone()) {
                leave(turn);
            } else {
                putAside(turn, e);
            }
        } catch (SourceException e) {
            putAside(turn, e);
        }
        return List.of();
    }

    private void retry(Turn turn, SQLException e) {
        session.reset();
        if (!SqlErrors.transientError(e)) {
            putAside(turn, new SourceException("Table " + turn.piece + " cannot be read: " + SqlErrors.brief(e), e));
            return;
        }
        if (pace.retries() >= 0 && turn.retries >= pace.retries()) {
            throw new SourceException(
                    "Table " + turn.piece + " could not be read after " + turn.retries
                            + " retries (query.retry.attempts): " + SqlErrors.brief(e),
                    e);
        }
        long wait = Math.min(LAST_RETRY_NANOS, FIRST_RETRY_NANOS << Math.min(turn.retries, 10));
        turn.retries++;
        turn.dueIn(wait);
        LOG.warn(
                "Table {} could not be read, trying again in {} ms (retry {}): {}",
                turn.piece,
                wait / 1_000_000,
                turn.retries,
                SqlErrors.brief(e));
    }

    private void putAside(Turn turn, SourceException e) {
        // Its position is the last record's; a new poller begins there.
        turn.poller = null;
        turn.aside = true;
        turn.dueIn(pace.aside().toNanos());
        if (pace.failOnBadTable() || turns.stream().allMatch(Turn::idle)) {
            throw e;
        }
        LOG.error("{}. The other tables go on; this one is tried again in {}", e.getMessage(), pace.aside());
        LOG.debug("Table {} was put aside", turn.piece, e);
    }

    /**
     * How often to look at tables, and what to do about those that cannot be read.
     *
     * @param poll the time between two looks at a table
     * @param aside the time until a table that could not be read is tried again
     * @param retries how often in a row to try again after an error that may pass, -1 without end
     * @param failOnBadTable whether a table that cannot be read is an error of the whole task
     * @param leaveWhenGone whether a table that is not there leaves the rounds until {@link TableRounds#tables} has it again
     */
    public record Pace(Duration poll, Duration aside, int retries, boolean failOnBadTable, boolean leaveWhenGone) {}

    private static final class Turn {
        private final Piece piece;
        private TablePoller poller;
        private Map<String, ?> last;
        private long dueNanos = System.nanoTime();
        private int retries;
        private boolean aside;

        Turn(Piece piece) {
            this.piece = piece;
        }

        /** Whether nothing can come of it for now, since it or what it waits for cannot be read. */
        boolean idle() {
            return aside || (poller != null && poller.waits());
        }

        void dueIn(long nanos) {
            dueNanos = System.nanoTime() + nanos;
        }
    }
}
