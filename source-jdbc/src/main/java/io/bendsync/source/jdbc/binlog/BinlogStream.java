package io.bendsync.source.jdbc.binlog;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer.CompatibilityMode;
import com.github.shyiko.mysql.binlog.event.deserialization.NullEventDataDeserializer;
import com.github.shyiko.mysql.binlog.network.AuthenticationException;
import com.github.shyiko.mysql.binlog.network.ServerException;
import io.bendsync.source.jdbc.failure.SourceException;
import io.bendsync.source.jdbc.mysql.MySqlSessions;
import io.bendsync.source.jdbc.mysql.Session;
import io.bendsync.source.jdbc.table.TableName;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the binlog in a thread of its own, from where the tables stand, and keeps what it says of deleted rows until it is
 * taken. After a lost connection, and when another table is to be followed, it reads again from the oldest position; what
 * comes twice does no harm, since each key is looked up before anything is said of it.
 */
public final class BinlogStream implements DeleteFeed, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BinlogStream.class);
    private static final long HEARTBEAT_MS = 5000;
    private static final long SILENCE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long BETWEEN_STARTS_NANOS = Duration.ofMillis(500).toNanos();
    private static final long LAST_PAUSE_MS = 10_000;

    private final MySqlSessions sessions;
    private final TableQueues queues = new TableQueues();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile BinaryLogClient client;
    private volatile SourceException failure;
    private volatile boolean again;
    private volatile long lastEvent = System.nanoTime();
    private volatile long lastStart = System.nanoTime();
    private Thread thread;

    /**
     * A stream that connects when a table is followed.
     *
     * @param sessions where to
     */
    public BinlogStream(MySqlSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public synchronized void follow(TableName table, String position) {
        queues.follow(table, position);
        again = true;
    }

    @Override
    public void leave(TableName table) {
        queues.leave(table);
    }

    @Override
    public boolean follows(TableName table) {
        return queues.follows(table);
    }

    @Override
    public List<Deletion> waiting(TableName table, int most) {
        SourceException failed = failure;
        if (failed != null) {
            throw new SourceException(failed.getMessage(), failed);
        }
        keepGoing();
        return queues.waiting(table, most);
    }

    @Override
    public void done(TableName table, List<Deletion> done) {
        queues.done(table, done);
    }

    @Override
    public String position(TableName table) {
        return queues.position(table);
    }

    @Override
    public void close() {
        stopped.countDown();
        disconnect();
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private synchronized void keepGoing() {
        long now = System.nanoTime();
        if (thread == null) {
            again = false;
            lastStart = now;
            thread = new Thread(this::run, "bendsync-binlog-deletes");
            thread.setDaemon(true);
            thread.start();
        } else if (now - lastStart > BETWEEN_STARTS_NANOS
                && (again || (client != null && now - lastEvent > SILENCE_NANOS))) {
            lastStart = now;
            disconnect();
        }
    }

    private void run() {
        long pause = 0;
        try {
            while (!stopped.await(pause, TimeUnit.MILLISECONDS)) {
                long begun = System.nanoTime();
                try (Session session = new Session(sessions)) {
                    read(session);
                } catch (IOException | SQLException e) {
                    if (stopped.getCount() > 0 && !again) {
                        LOG.warn(
                                "Cannot read the binlog of {}, trying again: {}",
                                sessions.url().hosts(),
                                e.getMessage());
                    }
                }
                boolean lasted = System.nanoTime() - begun > SILENCE_NANOS;
                pause = again || lasted ? 0 : Math.min(LAST_PAUSE_MS, 200 + 2 * pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SourceException e) {
            failure = e;
        } catch (RuntimeException e) {
            failure = new SourceException("The binlog could not be read: " + e.getMessage(), e);
        }
    }

    private void read(Session session) throws IOException, SQLException {
        Gtids gtids = new Gtids(session);
        String from;
        synchronized (this) {
            again = false;
            lastStart = System.nanoTime();
            from = gtids.inAll(queues.positions());
            queues.restart(from);
        }
        if (!gtids.lastsFrom(from)) {
            throw purged(null);
        }
        Ending ending = new Ending();
        BinaryLogClient reading = client(from, ending, new EventReader(queues, session.connection()));
        lastEvent = System.nanoTime();
        client = reading;
        try {
            if (stopped.getCount() > 0) {
                reading.connect();
            }
        } catch (AuthenticationException e) {
            throw new SourceException(
                    "The account may not read the binlog of " + sessions.url().hosts() + ": " + e.getMessage()
                            + "; GRANT REPLICATION SLAVE ON *.* TO it",
                    e);
        } catch (ServerException e) {
            throw refused(e);
        } finally {
            client = null;
        }
        ending.rethrow();
    }

    private BinaryLogClient client(String from, Ending ending, EventReader reader) {
        BinaryLogClient made = BinlogConnection.client(sessions);
        made.setGtidSet(from);
        made.setBinlogFilename("");
        made.setKeepAlive(false);
        made.setHeartbeatInterval(HEARTBEAT_MS);
        EventDeserializer deserializer = new EventDeserializer();
        deserializer.setCompatibilityMode(
                CompatibilityMode.DATE_AND_TIME_AS_LONG_MICRO, CompatibilityMode.CHAR_AND_BINARY_AS_BYTE_ARRAY);
        for (EventType inserts : List.of(EventType.WRITE_ROWS, EventType.EXT_WRITE_ROWS)) {
            deserializer.setEventDataDeserializer(inserts, new NullEventDataDeserializer());
        }
        made.setEventDeserializer(deserializer);
        made.registerLifecycleListener(ending);
        made.registerEventListener(event -> take(event, reader, ending));
        return made;
    }

    private void take(Event event, EventReader reader, Ending ending) {
        lastEvent = System.nanoTime();
        if (ending.over()) {
            return;
        }
        try {
            if (!reader.read(event)) {
                ending.because(new IOException("reading begins again"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ending.because(e);
            disconnect();
        } catch (SQLException | RuntimeException e) {
            ending.because(e);
            disconnect();
        }
    }

    private void disconnect() {
        queues.leave();
        BinaryLogClient running = client;
        if (running != null) {
            try {
                running.disconnect();
            } catch (IOException e) {
                LOG.debug("Not disconnected properly", e);
            }
        }
    }

    private SourceException refused(ServerException e) {
        return e.getErrorCode() == 1236
                ? purged(e)
                : new SourceException(
                        "The binlog of " + sessions.url().hosts() + " cannot be read: " + e.getMessage()
                                + "; GRANT REPLICATION SLAVE ON *.* TO the account",
                        e);
    }

    private static SourceException purged(Exception cause) {
        return new SourceException(
                "The binlog does not reach back to where its deletes were read last, so that some cannot be known; stop"
                        + " the connector, reset its offsets that have \"deletes\": \"binlog\", start it, and compare the"
                        + " tables (bendsync verify --repair). Keep binlogs for longer: binlog_expire_logs_seconds",
                cause);
    }

    /** Why a connection ended. */
    private final class Ending extends BinaryLogClient.AbstractLifecycleListener {
        private volatile Exception reason;

        boolean over() {
            return reason != null;
        }

        void because(Exception e) {
            if (reason == null) {
                reason = e;
            }
        }

        @Override
        public void onCommunicationFailure(BinaryLogClient from, Exception e) {
            because(e);
        }

        @Override
        public void onEventDeserializationFailure(BinaryLogClient from, Exception e) {
            because(new SourceException("An event of the binlog cannot be read: " + e.getMessage(), e));
            disconnect();
        }

        void rethrow() throws IOException, SQLException {
            Exception e = reason;
            if (e instanceof ServerException server) {
                throw refused(server);
            } else if (e instanceof IOException io) {
                throw io;
            } else if (e instanceof SQLException sql) {
                throw sql;
            } else if (e instanceof RuntimeException other) {
                throw other;
            }
        }
    }
}
