package io.bendsync.source.jdbc.binlog;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.network.SSLMode;
import io.bendsync.mysql.DriverOption;
import io.bendsync.source.jdbc.failure.SourceException;
import io.bendsync.source.jdbc.mysql.MySqlSessions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The binlog's client for the server of a JDBC URL, encrypted as that says. */
final class BinlogConnection {
    private static final int FIRST_ID = 1_000_000_000;
    private static final long CONNECT_MS = 10_000;

    private BinlogConnection() {}

    /**
     * A client that is not connected yet, under a random server id.
     *
     * @param sessions the server and the account
     */
    static BinaryLogClient client(MySqlSessions sessions) {
        String hosts = sessions.url().hosts();
        int colon = hosts.lastIndexOf(':');
        boolean port = colon > hosts.lastIndexOf(']');
        BinaryLogClient client = new BinaryLogClient(
                (port ? hosts.substring(0, colon) : hosts).replaceAll("[\\[\\]]", ""),
                port ? Integer.parseInt(hosts.substring(colon + 1)) : 3306,
                sessions.user(),
                sessions.password());
        client.setServerId(ThreadLocalRandom.current().nextInt(FIRST_ID, 2 * FIRST_ID));
        client.setConnectTimeout(CONNECT_MS);
        SSLMode mode = mode(sessions);
        client.setSSLMode(mode);
        if (mode == SSLMode.VERIFY_CA || mode == SSLMode.VERIFY_IDENTITY) {
            client.setSslSocketFactory(new BinlogTls(sessions.options()));
        }
        return client;
    }

    private static SSLMode mode(MySqlSessions sessions) {
        Optional<String> chosen = option(sessions.options(), DriverOption.SSL_MODE);
        if (chosen.isPresent()) {
            try {
                return SSLMode.valueOf(chosen.get().toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new SourceException("connection.ssl.mode is unknown to the binlog's client", e);
            }
        }
        return sessions.url().loopback() ? SSLMode.PREFERRED : SSLMode.VERIFY_IDENTITY;
    }

    static Optional<String> option(Map<String, String> options, DriverOption wanted) {
        return options.entrySet().stream()
                .filter(option -> option.getKey().equalsIgnoreCase(wanted.driverName()))
                .map(Map.Entry::getValue)
                .filter(value -> !value.isBlank())
                .findFirst();
    }
}
