package io.bendsync.runtime.database;

import io.bendsync.mysql.ConnectionOptions;
import io.bendsync.mysql.DriverOption;
import io.bendsync.mysql.Encryption;
import io.bendsync.mysql.MySqlUrl;
import io.bendsync.runtime.problem.BendsyncException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Where a MySQL server is and how it is spoken to, by the rules of the polling source: options from a list only, and a
 * server elsewhere proves who it is unless the user has said otherwise.
 */
public final class MySqlAddress {
    private static final String CONNECTION = "connection.";

    /** Debezium's words for the same; those of {@code database.ssl.*} are the sources' own behind the first word. */
    private static final String DEBEZIUM_TLS = "database.ssl.";

    private static final String DEBEZIUM_DRIVER = "driver.";

    private final MySqlUrl url;
    private final Map<String, String> options;

    private MySqlAddress(MySqlUrl url, Map<String, String> options) {
        this.url = url;
        this.options = options;
    }

    /**
     * An address with the options of a source connector's keys.
     *
     * @param url {@code jdbc:mysql://host:port/database?options}
     * @param keys a source connector's configuration; what does not concern the connection is passed over
     * @throws BendsyncException when the address has another form, or an option is not allowed
     */
    public static MySqlAddress of(String url, Map<String, String> keys) {
        try {
            MySqlUrl parsed = MySqlUrl.parse(url);
            Map<String, String> options = ConnectionOptions.given(
                    parsed,
                    ours(keys),
                    key -> DriverOption.named(key.substring(CONNECTION.length()))
                            .isEmpty());
            List<String> problems = ConnectionOptions.problems(options);
            if (!problems.isEmpty()) {
                throw BendsyncException.badSetting("the address of MySQL: " + String.join("; ", problems));
            }
            return new MySqlAddress(parsed, options);
        } catch (IllegalArgumentException e) {
            throw BendsyncException.badSetting("the address of MySQL, or its TLS settings: " + e.getMessage());
        }
    }

    /** The same for a source that says nothing of verifying, as the binlog source does: encrypted if it is offered. */
    public MySqlAddress believing() {
        if (ConnectionOptions.encryptionChosen(options)) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(options);
        more.put(DriverOption.SSL_MODE.driverName(), "PREFERRED");
        return new MySqlAddress(url, more);
    }

    <T> T open(Encryption.Opening<T> opening, Runnable plain) throws SQLException {
        return Encryption.open(url, options, opening, plain);
    }

    Properties options(Encryption encryption) {
        return ConnectionOptions.effective(url, options, encryption);
    }

    /** What is handed to the driver beside the options. */
    String bare() {
        return url.bare();
    }

    private static Map<String, String> ours(Map<String, String> keys) {
        Map<String, String> ours = new LinkedHashMap<>();
        keys.forEach((key, value) -> {
            if (key.startsWith(DEBEZIUM_TLS)) {
                ours.put(CONNECTION + key.substring("database.".length()), value);
            } else if (key.startsWith(DEBEZIUM_DRIVER)) {
                ours.put(CONNECTION + key.substring(DEBEZIUM_DRIVER.length()), value);
            } else {
                ours.putIfAbsent(key, value);
            }
        });
        return ours;
    }

    /** Without options, which may hold passwords. */
    @Override
    public String toString() {
        return url.bare();
    }
}
