package io.bendsync.source.cdc.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Debezium settings that we choose where the user has not: those whose own default can lose or spoil data first,
 * then those that measure faster.
 */
final class SafeDefaults {

    private static final String JSON = "bendsync_json";
    private static final String ZEROS = "bendsync_zero_dates";
    private static final String TYPES = "bendsync_types";

    private SafeDefaults() {}

    /**
     * Puts each default whose key the configuration lacks.
     *
     * @param config Debezium's keys; changed in place
     */
    static void fillIn(Map<String, String> config) {
        exactValues().forEach(config::putIfAbsent);
        nothingSkipped().forEach(config::putIfAbsent);
        speed().forEach(config::putIfAbsent);
        sameFromLoadAndBinlog(config);
        String prefix = config.get("topic.prefix");
        if (prefix != null) {
            config.putIfAbsent("schema.history.internal.kafka.topic", prefix + ".schema-history");
        }
    }

    /** What Debezium itself hands out in two ways; beside the user's own converters, which come first. */
    private static void sameFromLoadAndBinlog(Map<String, String> config) {
        String ours = JSON + "," + TYPES + "," + ZEROS;
        config.merge("converters", ours, (theirs, added) -> theirs + "," + added);
        config.put(JSON + ".type", "io.bendsync.source.cdc.column.JsonColumns");
        config.put(TYPES + ".type", "io.bendsync.source.cdc.column.RenamedTypes");
        config.put(ZEROS + ".type", "io.bendsync.source.cdc.column.ZeroDateColumns");
        config.put(ZEROS + ".policy", config.getOrDefault(CdcKeys.ZERO_DATES, "fail"));
        for (String key : List.of("time.precision.mode", "enable.time.adjuster")) {
            config.put(ZEROS + "." + key, config.get(key));
        }
    }

    private static Map<String, String> exactValues() {
        Map<String, String> defaults = new LinkedHashMap<>();
        // 'long', Debezium's default, turns values above 2^63-1 into negative ones without a word.
        defaults.put("bigint.unsigned.handling.mode", "precise");
        defaults.put("decimal.handling.mode", "precise");
        defaults.put("time.precision.mode", "adaptive_time_microseconds");
        defaults.put("binary.handling.mode", "bytes");
        // The adjuster takes the year 99 for 1999. MySQL has done that already where the application wanted it.
        defaults.put("enable.time.adjuster", "false");
        // Tells the sink INT UNSIGNED from BIGINT and the like.
        defaults.put("column.propagate.source.type", ".*");
        return defaults;
    }

    private static Map<String, String> nothingSkipped() {
        Map<String, String> defaults = new LinkedHashMap<>();
        // 'warn', Debezium's default, writes NULL in place of a value that it could not convert.
        defaults.put("event.converting.failure.handling.mode", "fail");
        defaults.put("event.processing.failure.handling.mode", "fail");
        defaults.put("inconsistent.schema.handling.mode", "fail");
        // Truncates are skipped unless told.
        defaults.put("skipped.operations", "none");
        defaults.put("include.schema.changes", "true");
        // The history of all tables of a big server takes hours to read back.
        defaults.put("schema.history.internal", "io.debezium.storage.kafka.history.KafkaSchemaHistory");
        defaults.put("schema.history.internal.store.only.captured.tables.ddl", "true");
        defaults.put("schema.history.internal.store.only.captured.databases.ddl", "true");
        // Without these the offset of quiet tables stands still until the binlog under it is purged.
        defaults.put("heartbeat.interval.ms", "10000");
        // Ten minutes in all: an outage heals by itself, and a lasting one is seen as a failed task.
        defaults.put("errors.max.retries", "60");
        defaults.put("retriable.restart.connector.wait.ms", "10000");
        defaults.put("connect.timeout.ms", "10000");
        // The client's own keep-alive would take a queue that is full for a dead connection and read the transaction
        // at hand a second time. The task watches the connection in its place; the interval still sets how often
        // the server sends a heartbeat.
        defaults.put("connect.keep.alive", "false");
        defaults.put("connect.keep.alive.interval.ms", "10000");
        return defaults;
    }

    private static Map<String, String> speed() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("max.batch.size", "8192");
        defaults.put("max.queue.size", "32768");
        defaults.put("max.queue.size.in.bytes", "134217728");
        defaults.put("poll.interval.ms", "50");
        // Rows are streamed from small tables too. snapshot.fetch.size stays unset: it would turn on the server-side
        // cursors that copy each result to a temporary table first.
        defaults.put("min.row.count.to.stream.results", "0");
        defaults.put("extended.headers.enabled", "false");
        return defaults;
    }
}
