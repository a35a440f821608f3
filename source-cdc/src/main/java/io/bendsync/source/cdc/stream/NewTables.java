package io.bendsync.source.cdc.stream;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of tables that are captured and that Debezium knows nothing of: the user has added them to a list, or got to see
 * them, after the first load. Their rows are nowhere, and the first change of one ends the task.
 *
 * @param captured the tables that were there and captured when the reading began, by {@code database.table}
 */
public record NewTables(List<String> captured) {

    private static final Logger LOG = LoggerFactory.getLogger(NewTables.class);

    public NewTables {
        captured = List.copyOf(captured);
    }

    /**
     * Those that are not known. To be asked when the reading has caught up: the binlog itself tells of a table that was made
     * while the connector stood still.
     */
    List<String> unknown(Collection<String> known) {
        return captured.stream().filter(table -> !known.contains(table)).toList();
    }

    void tell(Set<String> known) {
        List<String> unknown = known.isEmpty() ? List.of() : unknown(known);
        if (!unknown.isEmpty()) {
            LOG.warn(
                    "Tables {} are captured and were not when the connector began: their rows have not been loaded, and the"
                            + " first change of one will stop the connector. {}",
                    unknown,
                    WHAT_TO_DO);
        }
    }

    /** How to have them loaded. */
    public static final String WHAT_TO_DO =
            "Load all tables again, with them: bendsync run FILE --resync, or in a plain"
                    + " Connect cluster stop the connector, DELETE its offsets, and resume it; or give them a connector of their"
                    + " own, with another topic.prefix";
}
