package io.bendsync.runtime.worker;

/**
 * One complaint of a connector about its configuration.
 *
 * @param key the connector's own key, such as {@code connection.url}
 * @param message what is wrong and what to do
 */
public record SettingError(String key, String message) {}
