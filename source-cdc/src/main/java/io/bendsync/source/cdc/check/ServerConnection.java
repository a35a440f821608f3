package io.bendsync.source.cdc.check;

import io.bendsync.mysql.OutdatedCertificate;
import io.bendsync.source.cdc.config.Translated;
import io.debezium.config.Configuration;
import io.debezium.connector.mysql.jdbc.MySqlConnectionConfiguration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens connections as Debezium will, TLS and all, but with short time-outs: somebody waits for the answer. */
final class ServerConnection {

    private static final String TIMEOUT_MS = "5000";
    // Longer than a statement may take, so that one that takes too long is not taken for a lost connection.
    private static final String SILENCE_MS = "10000";
    private static final Set<Integer> WRONG_PASSWORD = Set.of(1045, 1698, 1862);
    private static final Set<Integer> WRONG_USER = Set.of(1130, 3118, 3955);

    private final Translated config;

    ServerConnection(Translated config) {
        this.config = config;
    }

    Connection open() throws SQLException {
        Map<String, String> settings = new HashMap<>(config.debezium());
        settings.put("connect.timeout.ms", TIMEOUT_MS);
        settings.put("driver.socketTimeout", SILENCE_MS);
        MySqlConnectionConfiguration connection = new MySqlConnectionConfiguration(Configuration.from(settings));
        return connection.factory().connect(connection.config());
    }

    static boolean isLost(SQLException failure) {
        return failure.getSQLState() != null && failure.getSQLState().startsWith("08");
    }

    /** What a failure to open means, at the key that is to blame. */
    Finding finding(SQLException failure) {
        String server = config.debezium().get("database.hostname") + ":"
                + config.debezium().getOrDefault("database.port", "3306");
        String user = config.debezium().getOrDefault("database.user", "");
        if (WRONG_PASSWORD.contains(failure.getErrorCode())) {
            return Finding.error(
                    config.userKey("database.password"),
                    "MySQL at " + server + " does not let user '" + user + "' in with this password",
                    "correct user or password, or ALTER USER " + Sql.literal(user) + "@'%' IDENTIFIED BY '…';");
        }
        if (WRONG_USER.contains(failure.getErrorCode())) {
            return Finding.error(
                    config.userKey("database.user"),
                    "MySQL at " + server + " does not let user '" + user + "' in from this machine, or the account is"
                            + " locked: " + failure.getMessage(),
                    "CREATE USER " + Sql.literal(user) + "@'%' IDENTIFIED BY '…';");
        }
        Optional<String> outdated = OutdatedCertificate.complaint(failure);
        if (outdated.isPresent()) {
            return Finding.error(
                    config.userKey("database.hostname"),
                    "the certificate of MySQL at " + server + " " + outdated.get(),
                    "see when it was issued, and who renews it");
        }
        return Finding.error(
                config.userKey("database.hostname"),
                "MySQL at " + server + " cannot be reached within " + TIMEOUT_MS + " ms: " + reason(failure),
                "see that the server runs, that host and port are right, and that no firewall is between");
    }

    private static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        return deepest.getClass().getSimpleName() + " " + deepest.getMessage();
    }
}
