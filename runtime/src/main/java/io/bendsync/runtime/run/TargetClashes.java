package io.bendsync.runtime.run;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.pipeline.Capture;
import io.bendsync.runtime.pipeline.ConnectorConfigs;
import io.bendsync.runtime.pipeline.Endpoint;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.verify.PipelineTables;
import io.bendsync.runtime.verify.TablePair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tables whose rows would take one another's place, since they would be written to one table in Databend without a column
 * that tells them apart. A file shows that of tables it names; of globs only MySQL can.
 */
final class TargetClashes {
    private final Pipeline pipeline;
    private final ConnectorConfigs configs;

    TargetClashes(Pipeline pipeline) {
        this.pipeline = pipeline;
        this.configs = new ConnectorConfigs(pipeline);
    }

    /** Whether tables that come later may be the pipeline's, too. */
    boolean mayCome() {
        return pipeline.source().tables().stream().anyMatch(entry -> entry.contains("*"));
    }

    /**
     * All complaints before a start: of clashes, and of tables that a glob means and cannot bring.
     *
     * @throws BendsyncException when MySQL cannot be asked
     */
    List<String> complaints() {
        List<TablePair> pairs = pairs();
        return Stream.concat(clashes(pairs).stream(), unreachable(pairs).stream())
                .toList();
    }

    /**
     * A complaint per clash, as MySQL is now.
     *
     * @throws BendsyncException when it cannot be asked
     */
    List<String> clashes() {
        return clashes(pairs());
    }

    private List<TablePair> pairs() {
        Endpoint target = pipeline.target().endpoint();
        Endpoint source = configs.sourceEndpoint();
        try (MySqlDatabase mysql = SourceDatabase.connect(pipeline, source, SourceDatabase.SHORT)) {
            // Only its database's name is wanted: nothing is sent to Databend.
            DatabendDatabase databend = new DatabendDatabase(target.url(), target.user(), target.password());
            return new PipelineTables(pipeline, mysql, databend).pairs();
        }
    }

    List<String> clashes(List<TablePair> pairs) {
        Map<String, List<TablePair>> byTarget = new LinkedHashMap<>();
        for (TablePair pair : pairs) {
            byTarget.computeIfAbsent(pair.databendDatabase() + "." + pair.databendTable(), any -> new ArrayList<>())
                    .add(pair);
        }
        List<String> complaints = new ArrayList<>();
        byTarget.forEach((target, sharing) -> {
            if (sharing.size() > 1 && !merged(sharing)) {
                complaints.add(pipeline.complaint("source.tables", clash(target, sharing)));
            }
        });
        return complaints;
    }

    /** The sink passes over the topics of these, where it would take the table for another one. */
    List<String> unreachable(List<TablePair> pairs) {
        return pairs.stream()
                .filter(pair -> !configs.topicTellsTable(pair.toString()))
                .map(pair -> pipeline.complaint(
                        "source.tables",
                        pair
                                + " has a dot in its name, by which a glob does not find it when tables are polled: list it"
                                + " by its name, too"))
                .toList();
    }

    private static boolean merged(List<TablePair> sharing) {
        return sharing.get(0).rule().filter(rule -> rule.merges()).isPresent()
                && sharing.stream().map(TablePair::rule).distinct().count() == 1;
    }

    private String clash(String target, List<TablePair> sharing) {
        boolean tellsDatabase = pipeline.source().capture() == Capture.BINLOG || mayCome();
        return String.join(
                        " and ",
                        sharing.stream().limit(3).map(TablePair::toString).toList())
                + (sharing.size() > 3 ? " and " + (sharing.size() - 3) + " more" : "")
                + " would be written to one table, " + target
                + ", where rows with equal keys replace one another: make them one entry with target and shard.column"
                + (tellsDatabase
                        ? ", name tables by their database (target.properties: table.name.format:"
                                + " \"${source.db}_${source.table}\"),"
                        : "")
                + " or give one of them another target";
    }
}
