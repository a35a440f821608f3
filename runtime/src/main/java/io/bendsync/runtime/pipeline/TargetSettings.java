package io.bendsync.runtime.pipeline;

import java.util.Map;

/**
 * The file's {@code target}.
 *
 * @param insertMode {@code upsert} (one row per key) or {@code insert} (every version of a row)
 * @param properties passed to the connector as they are; they win
 */
public record TargetSettings(Endpoint endpoint, String insertMode, Map<String, String> properties) {
    public TargetSettings {
        properties = Map.copyOf(properties);
    }
}
