package io.bendsync.testkit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements as tests need them: failures are unchecked and name the statement. databend-jdbc reports some of them by a
 * plain RuntimeException.
 */
final class Sql {
    private Sql() {}

    /** Something that opens a connection. */
    interface Connector {
        Connection open() throws SQLException;
    }

    static void execute(Connector connector, String... statements) {
        try (Connection connection = connector.open();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                run(statement, sql);
            }
        } catch (SQLException e) {
            throw new AssertionError("no connection: " + e.getMessage(), e);
        }
    }

    private static void run(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException | RuntimeException e) {
            throw new AssertionError(e.getMessage() + " in: " + sql, e);
        }
    }

    static List<List<String>> query(Connector connector, String sql) {
        try (Connection connection = connector.open();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>(columns);
                for (int i = 1; i <= columns; i++) {
                    String cell = result.getString(i);
                    row.add(cell == null || result.wasNull() ? "NULL" : cell);
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException | RuntimeException e) {
            throw new AssertionError(e.getMessage() + " in: " + sql, e);
        }
    }
}
