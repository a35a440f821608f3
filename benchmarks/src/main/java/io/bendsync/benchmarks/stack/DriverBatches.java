package io.bendsync.benchmarks.stack;

import io.bendsync.benchmarks.measure.BenchmarkException;
import io.bendsync.benchmarks.measure.Measurement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Rows by databend-jdbc's batches, as Databend's own sink writes them: it flushes at each {@code put}, so that a batch has no
 * more rows than a consumer's poll brings, 500 unless that is raised. What else that sink does is left out.
 */
public final class DriverBatches {
    private static final int BATCH_ROWS = 500;
    private static final double NANOS = 1e9;

    private final String url;
    private final String user;
    private final String password;

    /** Over a connection of its own. */
    public DriverBatches(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** Writes so many rows of a filled table into an empty one like it. */
    public Measurement insert(String table, int rows) {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            List<List<String>> read = read(statement, table, rows);
            statement.execute("CREATE OR REPLACE TABLE bench.plain LIKE " + table);
            String places = String.join(", ", Collections.nCopies(read.get(0).size(), "?"));
            long begun = System.nanoTime();
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO bench.plain VALUES (" + places + ")")) {
                for (int from = 0; from < read.size(); from += BATCH_ROWS) {
                    write(insert, read.subList(from, Math.min(read.size(), from + BATCH_ROWS)));
                }
            }
            return new Measurement(read.size(), (System.nanoTime() - begun) / NANOS, 0, 0);
        } catch (SQLException e) {
            throw new BenchmarkException("databend-jdbc's batches failed", e);
        }
    }

    private static List<List<String>> read(Statement statement, String table, int rows) throws SQLException {
        List<List<String>> read = new ArrayList<>();
        try (ResultSet found = statement.executeQuery("SELECT * FROM " + table + " LIMIT " + rows)) {
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(found.getString(column));
                }
                read.add(row);
            }
        }
        return read;
    }

    private static void write(PreparedStatement insert, List<List<String>> rows) throws SQLException {
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                insert.setString(i + 1, row.get(i));
            }
            insert.addBatch();
        }
        insert.executeBatch();
        insert.clearBatch();
    }
}
