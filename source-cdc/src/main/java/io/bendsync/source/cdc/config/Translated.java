package io.bendsync.source.cdc.config;

import java.util.List;
import java.util.Map;

/**
 * A user's configuration in Debezium's words.
 *
 * @param debezium what Debezium's connector gets; complete only if there are no problems
 * @param problems all that is wrong, at the user's own keys
 * @param given Debezium's key of each setting, to the key under which the user gave it
 */
public record Translated(Map<String, String> debezium, List<Problem> problems, Map<String, String> given) {

    public Translated {
        debezium = Map.copyOf(debezium);
        problems = List.copyOf(problems);
        given = Map.copyOf(given);
    }

    /** The key at which the user would look for this setting of Debezium's. */
    public String userKey(String debeziumKey) {
        String key = given.get(debeziumKey);
        if (key != null) {
            return key;
        }
        return switch (debeziumKey) {
            case "database.hostname", "database.port" -> CdcKeys.URL;
            case "database.user" -> CdcKeys.USER;
            case "database.password" -> CdcKeys.PASSWORD;
            default -> debeziumKey;
        };
    }
}
