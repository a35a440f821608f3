package io.bendsync.runtime.pipeline;

import java.util.Map;
import java.util.Set;

/**
 * The file's {@code target}.
 *
 * @param insertMode {@code upsert} (one row per key) or {@code insert} (every version of a row)
 * @param properties passed to the connector as they are; they win
 * @param fromOutside the keys of properties whose values stand elsewhere, and may be secrets
 */
public record TargetSettings(
        Endpoint endpoint, String insertMode, Map<String, String> properties, Set<String> fromOutside) {
    public TargetSettings {
        properties = Map.copyOf(properties);
        fromOutside = Set.copyOf(fromOutside);
    }

    /** With properties that all stand in the file itself. */
    public TargetSettings(Endpoint endpoint, String insertMode, Map<String, String> properties) {
        this(endpoint, insertMode, properties, Set.of());
    }

    /** Without the properties' values, which may be secrets. */
    @Override
    public String toString() {
        return endpoint + " " + insertMode;
    }
}
