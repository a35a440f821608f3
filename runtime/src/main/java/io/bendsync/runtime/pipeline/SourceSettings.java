package io.bendsync.runtime.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The file's {@code source}.
 *
 * @param mode how polling tells new rows from old ones, in Kafka Connect's words
 * @param incrementingColumn empty: each table's auto-increment column
 * @param timestampColumns the first that is not NULL counts
 * @param tables {@code database.table}, or with * for any letters
 * @param rules those of the tables that have settings of their own
 * @param tasks how many tasks poll, at most
 * @param properties passed to the connector as they are; they win
 * @param fromOutside the keys of properties whose values stand elsewhere, and may be secrets
 */
public record SourceSettings(
        Endpoint endpoint,
        Capture capture,
        String mode,
        String incrementingColumn,
        List<String> timestampColumns,
        List<String> tables,
        List<TableRule> rules,
        int tasks,
        Map<String, String> properties,
        Set<String> fromOutside) {
    public SourceSettings {
        timestampColumns = List.copyOf(timestampColumns);
        tables = List.copyOf(tables);
        rules = List.copyOf(rules);
        properties = Map.copyOf(properties);
        fromOutside = Set.copyOf(fromOutside);
    }

    /** With properties that all stand in the file itself. */
    public SourceSettings(
            Endpoint endpoint,
            Capture capture,
            String mode,
            String incrementingColumn,
            List<String> timestampColumns,
            List<String> tables,
            List<TableRule> rules,
            int tasks,
            Map<String, String> properties) {
        this(endpoint, capture, mode, incrementingColumn, timestampColumns, tables, rules, tasks, properties, Set.of());
    }

    /** Without the properties' values, which may be secrets. */
    @Override
    public String toString() {
        return endpoint + " " + tables;
    }
}
