package io.bendsync.testkit.kill;

import io.bendsync.localstack.LocalMySql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Changes rows of a table in MySQL, several in a transaction: inserts, updates, deletes, keys that change, and now and
 * then a transaction that is rolled back.
 */
final class BinlogWriter implements ChangeSource {
    static final String DATABASE = "kills";

    private static final int KEYS = 2_000;
    private static final int BURST = 100;
    private static final int DELETES = 5;
    private static final int MOVES = 20;
    private static final int ROLLBACKS = 10;
    private static final int PAUSE_MILLIS = 100;

    private final LocalMySql mysql;
    private final String table;
    private final Random random;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "kill-test-writer");
    private Map<Long, Long> rows = new TreeMap<>();
    private long records;
    private volatile boolean stop;

    BinlogWriter(LocalMySql mysql, String table, Random random) {
        this.mysql = mysql;
        this.table = table;
        this.random = random;
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS " + DATABASE);
            statement.execute("CREATE TABLE " + DATABASE + "." + table + " (id BIGINT PRIMARY KEY, amount BIGINT)");
        } catch (SQLException e) {
            throw new IllegalStateException("no table to write to", e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(mysql.url(database), mysql.user(), mysql.password());
    }

    @Override
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try (Connection connection = connect(DATABASE);
                PreparedStatement put = connection.prepareStatement(
                        "INSERT INTO " + table + " VALUES (?, ?) AS new ON DUPLICATE KEY UPDATE amount = new.amount");
                PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table + " WHERE id = ?");
                PreparedStatement move = connection.prepareStatement("UPDATE " + table + " SET id = ? WHERE id = ?")) {
            connection.setAutoCommit(false);
            while (!stop) {
                transaction(connection, put, delete, move);
                LockSupport.parkNanos((1L + random.nextInt(PAUSE_MILLIS)) * 1_000_000);
            }
        } catch (SQLException e) {
            failure.set(e);
        }
    }

    private void transaction(
            Connection connection, PreparedStatement put, PreparedStatement delete, PreparedStatement move)
            throws SQLException {
        Map<Long, Long> after = new TreeMap<>(rows);
        int changes = 1 + random.nextInt(BURST);
        for (int i = 0; i < changes; i++) {
            long id = random.nextInt(KEYS);
            long other = random.nextInt(KEYS);
            if (random.nextInt(MOVES) == 0 && after.containsKey(id) && !after.containsKey(other)) {
                after.put(other, after.remove(id));
                execute(move, other, id);
            } else if (random.nextInt(DELETES) == 0) {
                after.remove(id);
                execute(delete, id);
            } else {
                long amount = random.nextInt(1_000_000);
                after.put(id, amount);
                execute(put, id, amount);
            }
        }
        if (random.nextInt(ROLLBACKS) == 0) {
            connection.rollback();
        } else {
            connection.commit();
            rows = after;
            records += changes;
        }
    }

    private static void execute(PreparedStatement statement, long... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setLong(i + 1, values[i]);
        }
        statement.executeUpdate();
    }

    @Override
    public void stop() {
        stop = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while the writer ended", e);
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the writer itself has failed, so nothing is known", failure.get());
        }
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public Map<Long, Long> rows() {
        return rows;
    }

    @Override
    public void close() {
        stop = true;
    }
}
