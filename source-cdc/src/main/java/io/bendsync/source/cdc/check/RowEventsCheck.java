package io.bendsync.source.cdc.check;

import java.util.ArrayList;
import java.util.List;

/** Each event must hold the whole row, before and after: format ROW, image FULL, and JSON not in parts. */
final class RowEventsCheck implements Check {

    @Override
    public List<Finding> findings(Server server) {
        String key = server.userKey("database.hostname");
        List<Finding> findings = new ArrayList<>();
        mustBe("binlog_format", "ROW", "the binlog holds statements instead of rows", server, key, findings);
        mustBe("binlog_row_image", "FULL", "events lack the columns that did not change", server, key, findings);
        String options = server.variable("binlog_row_value_options");
        if (!options.isEmpty()) {
            findings.add(Finding.error(
                    key,
                    "binlog_row_value_options is " + options + ": updates of JSON columns come as fragments, in events"
                            + " that no reader here knows",
                    "SET PERSIST binlog_row_value_options = '';"));
        }
        return findings;
    }

    private static void mustBe(
            String variable, String value, String consequence, Server server, String key, List<Finding> findings) {
        String actual = server.variable(variable);
        if (!actual.isEmpty() && !actual.equalsIgnoreCase(value)) {
            findings.add(Finding.error(
                    key,
                    variable + " is " + actual + ": " + consequence,
                    "SET PERSIST " + variable + " = '" + value
                            + "'; sessions that are open keep the old value until they reconnect"));
        }
    }
}
