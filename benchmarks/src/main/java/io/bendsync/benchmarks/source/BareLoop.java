package io.bendsync.benchmarks.source;

import io.bendsync.benchmarks.data.OrdersTable;
import io.bendsync.benchmarks.measure.ChildJvm;
import io.bendsync.benchmarks.measure.ChildSettings;
import io.bendsync.benchmarks.measure.ProcessMeter;
import io.bendsync.benchmarks.stack.BenchStack;
import io.bendsync.localstack.LocalMySql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;

/** The bare thing: Connector/J streaming the same rows, every column read as its type, and nothing done with it. */
public final class BareLoop {

    private BareLoop() {}

    /** A process that reads all rows of the orders table of this size. */
    public static ChildJvm child(LocalMySql mysql, int rows) {
        return child(mysql, OrdersTable.name(rows), false);
    }

    /** A process that reads all rows of a table: of orders, or of long texts. */
    public static ChildJvm child(LocalMySql mysql, String table, boolean wide) {
        return new ChildJvm(BareLoop.class)
                .options("-Xmx256m")
                .set("URL", mysql.url(BenchStack.DATABASE))
                .set("USER", mysql.user())
                .set("PASSWORD", mysql.password())
                .set("TABLE", table)
                .set("WIDE", wide ? 1 : 0);
    }

    /** What the process does. */
    public static void main(String[] arguments) throws SQLException {
        ProcessMeter meter = ProcessMeter.withStart();
        long rows = 0;
        long something = 0;
        boolean wide = ChildSettings.number("WIDE") == 1;
        try (Connection connection = DriverManager.getConnection(
                        ChildSettings.text("URL"), ChildSettings.text("USER"), ChildSettings.text("PASSWORD"));
                Statement statement =
                        connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(Integer.MIN_VALUE); // row by row, as Connector/J spells streaming
            try (ResultSet row =
                    statement.executeQuery("SELECT * FROM " + ChildSettings.text("TABLE") + " ORDER BY id")) {
                while (row.next()) {
                    something += wide ? row.getLong(1) + row.getString(2).length() : read(row);
                    rows++;
                }
            }
        }
        System.out.println("read " + rows + " rows (" + something + ")");
        System.out.println(meter.measured(rows).toLine());
    }

    private static long read(ResultSet row) throws SQLException {
        long something = row.getLong(1) + row.getInt(2) + row.getString(3).length();
        something += row.getBigDecimal(4).scale() + row.getShort(5);
        something += (long) row.getDouble(6);
        something += row.getBoolean(7) ? 1 : 0;
        LocalDate day = row.getObject(8, LocalDate.class);
        something += day == null ? 0 : day.getDayOfMonth();
        something += row.getTimestamp(9).getNanos();
        return something + row.getString(10).length();
    }
}
