package io.bendsync.source.cdc.check;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Values above 2^63-1 turn negative when the user has asked for longs; by our default they do not. */
final class UnsignedMaximumCheck implements Check {

    private static final String MODE = "bigint.unsigned.handling.mode";
    private static final int TABLES = 50;

    @Override
    public List<Finding> findings(Server server) throws SQLException {
        if (!"long".equalsIgnoreCase(server.setting(MODE))) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        ColumnSample sample = new ColumnSample(server);
        for (SourceTable table : server.captured().stream().limit(TABLES).toList()) {
            for (String column : sample.columns(table, List.of("bigint"), "%unsigned%", "%s > 9223372036854775807")) {
                findings.add(Finding.warning(
                        MODE,
                        "column " + column + " of " + table + " has values above 9223372036854775807, which " + MODE
                                + "=long turns negative",
                        "set " + MODE + "=precise"));
            }
        }
        return findings;
    }
}
