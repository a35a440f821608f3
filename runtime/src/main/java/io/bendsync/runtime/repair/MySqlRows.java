package io.bendsync.runtime.repair;

import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.database.Names;
import io.bendsync.runtime.database.Rows;
import io.bendsync.runtime.pipeline.ConnectorConfigs;
import io.bendsync.runtime.pipeline.TableRule;
import io.bendsync.runtime.verify.ComparedColumn;
import io.bendsync.runtime.verify.TableReport;
import io.bendsync.runtime.worker.PipelineSecrets;
import io.bendsync.runtime.worker.RowReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.connect.source.SourceRecord;

/** Read by the polling source's own code; which keys are absent is asked apart, so that no half answer removes a row. */
record MySqlRows(ConnectorConfigs configs, MySqlDatabase mysql, RowReader reader) implements PresentRows {
    private static final String ANY_ROW = "1=1 LIMIT 1";

    @Override
    public List<List<String>> absent(TableReport report, String condition, List<List<String>> keys) {
        List<List<String>> absent = new ArrayList<>(keys);
        String columns =
                report.key().stream().map(ComparedColumn::mysqlExpression).collect(Collectors.joining(","));
        try (Rows present = mysql.query("SELECT " + columns + " FROM "
                + Names.mysql(report.table().mysqlDatabase()) + "."
                + Names.mysql(report.table().mysqlTable()) + " WHERE " + condition
                + (report.mysqlFilter().isEmpty() ? "" : " AND " + report.mysqlFilter()))) {
            for (List<String> row = present.next(); row != null; row = present.next()) {
                List<String> key = new ArrayList<>();
                for (int i = 0; i < row.size(); i++) {
                    key.add(report.key().get(i).ofMySql(row.get(i)));
                }
                absent.remove(key);
            }
        }
        return absent;
    }

    @Override
    public List<SourceRecord> read(TableReport report, String condition) {
        List<SourceRecord> rows = reader.read(configs.once(report.table().toString(), condition));
        return report.table()
                .rule()
                .map(rule -> edited(rows, configs.transform(rule)))
                .orElse(rows);
    }

    @Override
    public Optional<SourceRecord> sample(TableReport report) {
        List<SourceRecord> rows = reader.read(configs.once(report.table().toString(), ANY_ROW));
        Optional<TableRule> rule = report.table().rule();
        if (rule.isPresent()) {
            Map<String, String> form = new HashMap<>(configs.transform(rule.get()));
            form.remove("filter");
            rows = edited(rows, form);
        }
        return rows.stream().findFirst();
    }

    /** As the source's transform sends them; those that it holds back, or takes for removals, are none to be sent. */
    private static List<SourceRecord> edited(List<SourceRecord> rows, Map<String, String> rule) {
        try (io.bendsync.transforms.TableRule<SourceRecord> transform = new io.bendsync.transforms.TableRule<>()) {
            Map<String, String> settings = new HashMap<>(PipelineSecrets.resolve(rule));
            settings.put("filter.removals", "false");
            transform.configure(settings);
            return rows.stream()
                    .map(transform::apply)
                    .filter(row -> row != null && row.value() != null)
                    .toList();
        }
    }
}
