package io.bendsync.sink.config;

import io.bendsync.sink.databend.DatabendUrl;
import org.apache.kafka.common.config.types.Password;

/**
 * How Databend is reached.
 *
 * @param database where names without one are looked up
 * @param startRetry how often the running task tries to connect
 */
public record ConnectionSettings(
        DatabendUrl url, String user, Password password, String database, RetrySettings startRetry) {}
