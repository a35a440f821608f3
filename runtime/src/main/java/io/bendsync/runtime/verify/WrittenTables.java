package io.bendsync.runtime.verify;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.Names;
import io.bendsync.runtime.database.Rows;
import io.bendsync.runtime.pipeline.ConnectorConfigs;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.problem.BendsyncException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * The tables that the pipeline's sink has written, by the ledger that it keeps in Databend with exactly-once on. One that a
 * glob means and MySQL does not show any more was dropped, or may not be read any more, of which MySQL says nothing.
 */
record WrittenTables(Pipeline pipeline, DatabendDatabase databend) {
    /** What the names of the sink's ledger tables begin with. */
    private static final String LEDGER = "_bendsync_offsets_";

    private static final int AT_ONCE = 50;

    /** A failed comparison for each that is none of the pairs, and whose copy is there. */
    List<TableReport> besides(List<TablePair> pairs, BiFunction<String, String, TablePair> pairing) {
        ConnectorConfigs configs = new ConnectorConfigs(pipeline);
        Set<String> known = new HashSet<>();
        pairs.forEach(pair -> known.add(configs.topicOf(pair.toString())));
        List<TableReport> lost = new ArrayList<>();
        for (String topic : topicsOrNone(configs.targetName())) {
            String table = configs.tableOf(topic);
            int dot = table.indexOf('.');
            if (dot > 0 && !known.contains(topic) && isMeant(table)) {
                TablePair pair = pairing.apply(table.substring(0, dot), table.substring(dot + 1));
                if (isThere(pair)) {
                    lost.add(TableReport.incomparable(
                            pair,
                            List.of("Databend has this table from the pipeline, and MySQL does not show it to the user "
                                    + pipeline.source().endpoint().user()
                                    + ": grant SELECT on it again, or, if it was dropped, drop it in Databend too")));
                }
            }
        }
        return lost;
    }

    private boolean isMeant(String table) {
        return pipeline.source().tables().stream().anyMatch(entry -> pipeline.means(entry, table));
    }

    /** Another pipeline's ledger may be one that this account may not read: then nothing is known. */
    private Set<String> topicsOrNone(String connector) {
        try {
            return topics(connector);
        } catch (BendsyncException e) {
            return Set.of();
        }
    }

    private Set<String> topics(String connector) {
        Map<String, String> properties = pipeline.target().properties();
        String database = properties.getOrDefault(
                "ledger.database", properties.getOrDefault("connection.database", databend.database()));
        List<String> ledgers = column("SELECT name FROM system.tables WHERE database = " + literal(database)
                + " AND substr(name, 1, " + LEDGER.length() + ") = " + literal(LEDGER));
        Set<String> topics = new TreeSet<>();
        for (int from = 0; from < ledgers.size(); from += AT_ONCE) {
            topics.addAll(column(ledgers.subList(from, Math.min(ledgers.size(), from + AT_ONCE)).stream()
                    .map(ledger -> "SELECT topic FROM " + Names.databend(database) + "." + Names.databend(ledger)
                            + " WHERE connector = " + literal(connector))
                    .collect(Collectors.joining(" UNION ALL "))));
        }
        return topics;
    }

    private boolean isThere(TablePair pair) {
        return !column("SELECT name FROM system.tables WHERE database = " + literal(pair.databendDatabase())
                        + " AND name = " + literal(pair.databendTable()))
                .isEmpty();
    }

    private List<String> column(String sql) {
        try (Rows rows = databend.query(sql)) {
            return rows.all().stream().map(row -> row.get(0)).toList();
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
