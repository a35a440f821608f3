package io.bendsync.runtime.run;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.database.Names;
import io.bendsync.runtime.database.Rows;
import io.bendsync.runtime.pipeline.ConnectorConfigs;
import io.bendsync.runtime.pipeline.Endpoint;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.verify.PipelineTables;
import io.bendsync.runtime.verify.TablePair;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many rows each table lacks in Databend, about: what the first load, or the rest of it, has before it. */
final class LoadEstimate {
    private static final Logger LOG = LoggerFactory.getLogger(LoadEstimate.class);
    private static final String ROWS =
            "SELECT COALESCE(MAX(table_rows), 0) FROM information_schema.tables WHERE table_schema = ? AND table_name = ?";

    private LoadEstimate() {}

    /** By topic; what cannot be found out is left out, since it is for the eye only. */
    static Map<String, Long> of(Pipeline pipeline) {
        Map<String, Long> missing = new HashMap<>();
        Endpoint target = pipeline.target().endpoint();
        ConnectorConfigs configs = new ConnectorConfigs(pipeline);
        try (MySqlDatabase mysql = SourceDatabase.connect(pipeline)) {
            DatabendDatabase databend = new DatabendDatabase(target.url(), target.user(), target.password());
            Set<String> counted = new HashSet<>();
            for (TablePair pair : new PipelineTables(pipeline, mysql, databend).pairs()) {
                // Several tables may become one, whose rows are to be counted once.
                boolean first = counted.add(pair.databendDatabase() + "." + pair.databendTable());
                long rows = rows(mysql, pair) - (first ? rows(databend, pair) : 0);
                missing.merge(configs.topicOf(pair.toString()), rows, Long::sum);
            }
            missing.values().removeIf(rows -> rows <= 0);
        } catch (BendsyncException e) {
            LOG.debug("no estimate of the first load", e);
        }
        return missing;
    }

    private static long rows(MySqlDatabase mysql, TablePair pair) {
        try (Rows rows = mysql.query(ROWS, pair.mysqlDatabase(), pair.mysqlTable())) {
            return Long.parseLong(rows.all().get(0).get(0));
        }
    }

    private static long rows(DatabendDatabase databend, TablePair pair) {
        try (Rows rows = databend.query("SELECT count(*) FROM " + Names.databend(pair.databendDatabase()) + "."
                + Names.databend(pair.databendTable()))) {
            List<List<String>> all = rows.all();
            return Long.parseLong(all.get(0).get(0));
        } catch (BendsyncException e) {
            return 0; // the sink will make the table
        }
    }
}
