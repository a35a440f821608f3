package io.bendsync.source.jdbc.config;

import java.util.HashMap;
import java.util.Map;

/** Other spellings of keys: those of Aiven's connector. */
final class Aliases {
    private static final Map<String, String> KEYS =
            Map.of("timestamp.initial.ms", Keys.TIMESTAMP_INITIAL, "sql.quote.identifiers", Keys.QUOTE);

    private Aliases() {}

    /** The configuration in our spelling; where both are given, ours counts. */
    static Map<String, String> resolve(Map<String, String> given) {
        Map<String, String> resolved = new HashMap<>(given);
        KEYS.forEach((alias, key) -> {
            String value = resolved.remove(alias);
            if (value != null) {
                resolved.putIfAbsent(key, value);
            }
        });
        return resolved;
    }
}
