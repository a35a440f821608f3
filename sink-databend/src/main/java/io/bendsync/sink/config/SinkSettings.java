package io.bendsync.sink.config;

import java.util.Map;

/**
 * All settings of a task, read and checked.
 *
 * @param connectorName the connector's name in Kafka Connect, under which the ledger keeps its offsets
 * @param tolerant whether records that cannot be written are left out rather than stop the task
 * @param sessionSettings the server's settings for our sessions
 */
public record SinkSettings(
        String connectorName,
        ConnectionSettings connection,
        RecordSettings records,
        SchemaSettings schema,
        FlushSettings flush,
        RetrySettings retry,
        boolean exactlyOnce,
        String ledgerDatabase,
        boolean tolerant,
        Map<String, String> sessionSettings) {}
