package io.bendsync.runtime.verify;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.Names;
import io.bendsync.runtime.database.Rows;
import io.bendsync.runtime.pipeline.TableRule;
import io.bendsync.runtime.problem.BendsyncException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of a merged table that come from none of the pipeline's tables, by their shard column: no comparison of one
 * table's rows with its own part of the target ever sees them.
 */
final class ForeignShards {
    /** No more of them are named. */
    private static final int NAMED = 10;

    private final DatabendDatabase databend;

    ForeignShards(DatabendDatabase databend) {
        this.databend = databend;
    }

    /** The reports, with a remark at the first one of each merged table that has such rows. */
    List<TableReport> addTo(List<TableReport> reports) {
        Map<String, Set<String>> known = new LinkedHashMap<>();
        for (TableReport report : reports) {
            merging(report)
                    .ifPresent(rule -> known.computeIfAbsent(target(report), name -> new HashSet<>())
                            .add(shard(rule, report)));
        }
        List<TableReport> told = new ArrayList<>();
        for (TableReport report : reports) {
            Set<String> shards = known.remove(target(report));
            told.add(shards == null ? report : report.withRemarks(remarks(report, shards)));
        }
        return told;
    }

    private List<String> remarks(TableReport report, Set<String> known) {
        TableRule rule = merging(report).orElseThrow();
        String column = Names.databend(rule.shardColumn());
        String softDelete = report.table().softDelete();
        String sql = "SELECT " + column + ", count(*) FROM " + target(report)
                + (softDelete.isEmpty() ? "" : " WHERE " + Names.databend(softDelete) + " IS NULL") + " GROUP BY "
                + column + " ORDER BY 1";
        List<String> remarks = new ArrayList<>();
        try (Rows rows = databend.query(sql)) {
            for (List<String> row = rows.next(); row != null && remarks.size() < NAMED; row = rows.next()) {
                if (!known.contains(row.get(0)) && !isElsewhere(rule, row.get(0))) {
                    String value = row.get(0) == null ? "NULL" : "'" + row.get(0) + "'";
                    remarks.add("Databend has " + row.get(1) + " rows in " + target(report) + " with "
                            + rule.shardColumn() + " " + value + ", which is none of the pipeline's tables: add that"
                            + " table to source.tables, give this pipeline a shard.server where another fills the same"
                            + " target, or delete those rows in Databend");
                }
            }
        } catch (BendsyncException e) {
            return List.of(); // no such table yet, or not that column: each table's own comparison says so
        }
        return remarks;
    }

    /** Those are for the pipeline of the other server to compare. */
    private static boolean isElsewhere(TableRule rule, String value) {
        return value != null && rule.shardValue().isElsewhere(value);
    }

    private static Optional<TableRule> merging(TableReport report) {
        return report.table().rule().filter(TableRule::merges);
    }

    private static String shard(TableRule rule, TableReport report) {
        return rule.shardValue()
                .of(report.table().mysqlDatabase(), report.table().mysqlTable());
    }

    private static String target(TableReport report) {
        return Names.databend(report.table().databendDatabase()) + "."
                + Names.databend(report.table().databendTable());
    }
}
