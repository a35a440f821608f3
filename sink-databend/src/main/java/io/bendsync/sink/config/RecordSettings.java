package io.bendsync.sink.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How records are read.
 *
 * @param upsert whether rows are put in the place of those with the same key
 * @param pkFields names of the key columns, empty for all fields of where the key comes from
 * @param only the fields to write, empty for all
 * @param never fields that are not written
 * @param softDeleteColumn the column that says when a row was deleted, where deletes are soft
 * @param ingestColumns column by what it holds: topic, partition, offset, timestamp, ingested
 * @param tableNameFormat with {@code ${topic}}, {@code ${source.db}}, {@code ${source.table}}
 * @param tablesByTopic table, or database.table, of topics that have one of their own
 * @param defaultDatabase where tables go that the format names no database for
 * @param foldNames whether names are folded to lower case, as unquoted names are
 * @param nativeNesting whether lists, maps and structs become ARRAY, MAP and TUPLE rather than VARIANT
 */
public record RecordSettings(
        boolean upsert,
        PrimaryKeyMode pkMode,
        List<String> pkFields,
        Set<String> only,
        Set<String> never,
        boolean deletes,
        Optional<String> softDeleteColumn,
        Map<String, String> ingestColumns,
        String tableNameFormat,
        Map<String, String> tablesByTopic,
        String defaultDatabase,
        boolean foldNames,
        boolean nativeNesting) {}
