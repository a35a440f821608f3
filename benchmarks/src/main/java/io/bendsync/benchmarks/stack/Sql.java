package io.bendsync.benchmarks.stack;

import io.bendsync.benchmarks.measure.BenchmarkException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** One connection for statements that benchmarks issue. */
public final class Sql implements AutoCloseable {

    private final Connection connection;

    private Sql(Connection connection) {
        this.connection = connection;
    }

    /** Connects. */
    public static Sql connect(String url, String user, String password) {
        try {
            return new Sql(DriverManager.getConnection(url, user, password));
        } catch (SQLException e) {
            throw new BenchmarkException("cannot connect to " + url + " as " + user, e);
        }
    }

    /** Runs statements one after the other. */
    public void execute(String... statements) {
        for (String text : statements) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(text);
            } catch (SQLException e) {
                throw new BenchmarkException("failed: " + text, e);
            }
        }
    }

    /** The first cell of the first row as a number. */
    public long number(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new BenchmarkException("failed: " + query, e);
        }
    }

    /** The same, or -1 while the table is not there yet. */
    public long numberOrAbsent(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            return -1;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new BenchmarkException("cannot close a connection", e);
        }
    }
}
