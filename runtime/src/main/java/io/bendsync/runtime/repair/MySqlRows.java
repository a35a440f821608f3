package io.bendsync.runtime.repair;

import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.database.Names;
import io.bendsync.runtime.database.Rows;
import io.bendsync.runtime.pipeline.ConnectorConfigs;
import io.bendsync.runtime.verify.TableReport;
import io.bendsync.runtime.worker.RowReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.connect.source.SourceRecord;

/** Read by the polling source's own code; which keys are absent is asked apart, so that no half answer removes a row. */
record MySqlRows(ConnectorConfigs configs, MySqlDatabase mysql, RowReader reader) implements PresentRows {
    @Override
    public List<List<String>> absent(TableReport report, String condition, List<List<String>> keys) {
        List<List<String>> absent = new ArrayList<>(keys);
        String columns = report.key().stream()
                .map(column -> column.kind().mysqlExpression(column.mysqlName()))
                .collect(Collectors.joining(","));
        try (Rows present = mysql.query("SELECT " + columns + " FROM "
                + Names.mysql(report.table().mysqlDatabase()) + "."
                + Names.mysql(report.table().mysqlTable()) + " WHERE " + condition)) {
            for (List<String> row = present.next(); row != null; row = present.next()) {
                List<String> key = new ArrayList<>();
                for (int i = 0; i < row.size(); i++) {
                    key.add(report.key().get(i).kind().canonical(row.get(i)));
                }
                absent.remove(key);
            }
        }
        return absent;
    }

    @Override
    public List<SourceRecord> read(TableReport report, String condition) {
        return reader.read(configs.once(report.table().toString(), condition));
    }
}
