package io.bendsync.sink.config;

import java.util.Optional;

/**
 * What may be done to tables.
 *
 * @param create whether tables that are missing are created
 * @param evolve whether columns are added, widened and made nullable
 * @param evolveToText whether a column may become VARCHAR where nothing else holds old and new values
 * @param clusterBy SQL expressions by which new tables are clustered
 * @param tableOptions SQL options for new tables, for example {@code ROW_PER_BLOCK = 100000}
 * @param softDeleteColumn the column that says when a row was deleted, where deletes are soft
 */
public record SchemaSettings(
        boolean create,
        boolean evolve,
        boolean evolveToText,
        String clusterBy,
        String tableOptions,
        Optional<String> softDeleteColumn) {}
