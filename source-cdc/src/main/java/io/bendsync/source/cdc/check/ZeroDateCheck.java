package io.bendsync.source.cdc.check;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** 0000-00-00 has no place on the calendar: it arrives as NULL, or as {@code zero.dates} says where NULL is not allowed. */
final class ZeroDateCheck implements Check {

    private static final List<String> TYPES = List.of("date", "datetime", "timestamp");
    private static final int TABLES = 50;

    @Override
    public List<Finding> findings(Server server) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        ColumnSample sample = new ColumnSample(server);
        for (SourceTable table : server.captured().stream().limit(TABLES).toList()) {
            for (String column : sample.columns(table, TYPES, "%", "MONTH(%1$s) = 0 OR DAYOFMONTH(%1$s) = 0")) {
                findings.add(Finding.warning(
                        "table.include.list",
                        "column " + column + " of " + table + " has zero dates among its first " + ColumnSample.ROWS
                                + " rows: they arrive as NULL; if the column is NOT NULL, they stop the connector, or"
                                + " become what zero.dates says",
                        "UPDATE " + table.quoted() + " SET " + Sql.identifier(column) + " = NULL WHERE MONTH("
                                + Sql.identifier(column) + ") = 0 OR DAYOFMONTH(" + Sql.identifier(column) + ") = 0;"));
            }
        }
        return findings;
    }
}
