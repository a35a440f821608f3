package io.bendsync.source.cdc.config;

import io.bendsync.mysql.DriverOption;
import io.debezium.config.Field;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Guards the ways past the URL: Debezium hands every {@code driver.*} key and every {@code database.*} key that it does
 * not know itself to the JDBC driver, and builds the URL from the host as it stands.
 */
final class DriverSettings {

    private static final String DRIVER = "driver.";
    private static final String DATABASE = "database.";
    private static final Set<String> DEBEZIUM_OWN = debeziumKeys();

    private DriverSettings() {}

    /**
     * What must not reach the driver.
     *
     * @param debezium the configuration in Debezium's words
     * @param given Debezium's key to the user's
     */
    static List<Problem> problems(Map<String, String> debezium, Map<String, String> given) {
        List<Problem> problems = new ArrayList<>();
        debezium.keySet().stream().sorted().forEach(key -> {
            if (isOptionNotLetThrough(key)) {
                problems.add(new Problem(key, key + " is not let through to the MySQL driver; leave it out"));
            }
        });
        fixed(debezium, "database.protocol", "jdbc:mysql", problems);
        fixed(debezium, "database.jdbc.driver", "com.mysql.cj.jdbc.Driver", problems);
        String host = debezium.get("database.hostname");
        if (host != null && !host.isBlank() && !ConnectionUrl.HOST.matcher(host).matches()) {
            String key = given.getOrDefault("database.hostname", "database.hostname");
            problems.add(new Problem(key, key + ": not a plain host name or address"));
        }
        return problems;
    }

    private static boolean isOptionNotLetThrough(String key) {
        if (key.startsWith(DRIVER)) {
            return isRefused(key.substring(DRIVER.length()));
        }
        return key.startsWith(DATABASE) && !DEBEZIUM_OWN.contains(key) && isRefused(key.substring(DATABASE.length()));
    }

    /** Debezium itself documents the time zone as an option to set here, so that one is the user's to choose. */
    private static boolean isRefused(String option) {
        return DriverOption.named(option).isEmpty() && !option.equals("connectionTimeZone");
    }

    private static void fixed(Map<String, String> debezium, String key, String only, List<Problem> problems) {
        String value = debezium.get(key);
        if (value != null && !value.equals(only)) {
            problems.add(new Problem(key, key + " can only be " + only + " here; leave it out"));
        }
    }

    private static Set<String> debeziumKeys() {
        Set<String> keys = new HashSet<>();
        for (Field field : MySqlConnectorConfig.ALL_FIELDS) {
            keys.add(field.name());
        }
        return Set.copyOf(keys);
    }
}
