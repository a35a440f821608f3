package io.bendsync.sink;

import io.bendsync.sink.config.ConnectionSettings;
import io.bendsync.sink.databend.DatabendException;
import io.bendsync.sink.databend.Endpoint;
import io.bendsync.sink.databend.ErrorKind;
import io.bendsync.sink.databend.Session;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the way to Databend and says in the user's words why it does not open. */
final class Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private Connections() {}

    static Endpoint endpoint(ConnectionSettings connection, Duration connectLimit, Duration answerLimit) {
        return new Endpoint(
                connection.url(), connection.user(), connection.password().value(), connectLimit, answerLimit);
    }

    /** Waits for the server to answer, as often and long as connection.attempts and connection.backoff.ms say. */
    static void await(Endpoint endpoint, ConnectionSettings connection) {
        int attempts = connection.startRetry().retries() + 1;
        for (int attempt = 1; ; attempt++) {
            try {
                new Session(endpoint, connection.database(), Map.of()).execute("SELECT 1");
                return;
            } catch (DatabendException e) {
                String why = explain(connection, e);
                if (attempt == attempts || e.kind() == ErrorKind.CREDENTIALS) {
                    throw new ConnectException(why, e);
                }
                LOG.warn("Attempt {} of {} (connection.attempts): {}", attempt, attempts, why);
                try {
                    Thread.sleep(connection.startRetry().backoff().toMillis());
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new ConnectException("Stopped while waiting for Databend", interrupted);
                }
            }
        }
    }

    static String explain(ConnectionSettings connection, DatabendException e) {
        String address = connection.url().address();
        return switch (e.kind()) {
            case CREDENTIALS ->
                "Databend at " + address + " does not accept user '" + connection.user()
                        + "' with this password; check connection.user and connection.password";
            case UNANSWERED ->
                "Databend at " + address + " cannot be reached (" + e.getMessage()
                        + "); check connection.url, and that the server runs";
            default ->
                "Databend at " + address + " answers with an error: " + e.getMessage() + "; check connection.url";
        };
    }
}
