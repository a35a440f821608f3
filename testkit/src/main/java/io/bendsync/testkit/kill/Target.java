package io.bendsync.testkit.kill;

import io.bendsync.localstack.LocalDatabend;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The table in Databend that a kill test's rows have to arrive in. */
final class Target {
    private final LocalDatabend databend;
    private final String table;

    Target(LocalDatabend databend, String table) {
        this.databend = databend;
        this.table = table;
    }

    /** Count and sums over all rows, empty while there is no table or no answer: changes whenever rows arrive. */
    Optional<String> sums() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(*), count(DISTINCT id), sum(id), sum(amount) FROM " + table)) {
            rows.next();
            return Optional.of("rows=" + rows.getLong(1) + " ids=" + rows.getLong(2) + " sum(id)=" + rows.getLong(3)
                    + " sum(amount)=" + rows.getLong(4));
        } catch (SQLException | RuntimeException e) { // the driver throws the latter too when nobody answers
            return Optional.empty();
        }
    }

    /** The same of rows as they should be. */
    static String sums(Map<Long, Long> rows) {
        long ids = rows.keySet().stream().mapToLong(Long::longValue).sum();
        long amounts = rows.values().stream().mapToLong(Long::longValue).sum();
        return "rows=" + rows.size() + " ids=" + rows.size() + " sum(id)=" + ids + " sum(amount)=" + amounts;
    }

    /** Every row: its amount by its id. */
    Map<Long, Long> rows() {
        Map<Long, Long> found = new TreeMap<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, amount FROM " + table)) {
            while (rows.next()) {
                found.put(rows.getLong(1), rows.getLong(2));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read " + table, e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(databend.url("default"), databend.user(), databend.password());
    }
}
