package io.bendsync.runtime.pipeline;

import java.util.List;
import java.util.Map;

/**
 * The file's {@code source}.
 *
 * @param mode how polling tells new rows from old ones, in Kafka Connect's words
 * @param incrementingColumn empty: each table's auto-increment column
 * @param timestampColumns the first that is not NULL counts
 * @param tables {@code database.table}, or with * for any letters
 * @param properties passed to the connector as they are; they win
 */
public record SourceSettings(
        Endpoint endpoint,
        Capture capture,
        String mode,
        String incrementingColumn,
        List<String> timestampColumns,
        List<String> tables,
        Map<String, String> properties) {
    public SourceSettings {
        timestampColumns = List.copyOf(timestampColumns);
        tables = List.copyOf(tables);
        properties = Map.copyOf(properties);
    }
}
