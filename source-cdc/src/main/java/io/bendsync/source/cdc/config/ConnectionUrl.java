package io.bendsync.source.cdc.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A MySQL JDBC URL taken apart, so that host, port and each option can be judged alone.
 *
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 * @param port 1 to 65535
 * @param database the database named in the path, if any
 * @param options what follows the question mark, in order, decoded
 */
record ConnectionUrl(String host, int port, Optional<String> database, Map<String, String> options) {

    /** What a host may look like; anything else could smuggle options into the URL that Debezium builds. */
    static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");

    private static final String SCHEME = "jdbc:mysql://";
    private static final Pattern SHAPE =
            Pattern.compile("([^/?#]*?)(?::(\\d{1,5}))?(?:/([^?#]*))?(?:\\?([^#]*))?", Pattern.DOTALL);
    private static final int DEFAULT_PORT = 3306;
    private static final int LAST_PORT = 65535;

    ConnectionUrl {
        options = Map.copyOf(options);
    }

    /**
     * Takes a URL apart.
     *
     * @throws IllegalArgumentException with a message for the user that does not repeat the URL, as it may hold secrets
     */
    static ConnectionUrl parse(String url) {
        if (url.startsWith("jdbc:mariadb:")) {
            throw new IllegalArgumentException(
                    "this is a MariaDB URL, and this connector reads MySQL's binlog only; use Debezium's MariaDB"
                            + " connector (io.debezium.connector.mariadb.MariaDbConnector), whose records the"
                            + " sink takes, or bendsync's polling source");
        }
        if (!url.startsWith(SCHEME)) {
            throw new IllegalArgumentException("not a MySQL URL; write jdbc:mysql://host:port/database");
        }
        Matcher parts = SHAPE.matcher(url.substring(SCHEME.length()));
        if (!parts.matches() || !HOST.matcher(parts.group(1)).matches()) {
            throw new IllegalArgumentException("no single plain host in it; write jdbc:mysql://host:port/database, with"
                    + " user and password in connection.user and connection.password");
        }
        int port = parts.group(2) == null ? DEFAULT_PORT : Integer.parseInt(parts.group(2));
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("its port is not between 1 and 65535");
        }
        return new ConnectionUrl(
                parts.group(1),
                port,
                Optional.ofNullable(parts.group(3))
                        .filter(name -> !name.isEmpty())
                        .map(ConnectionUrl::decoded),
                options(parts.group(4)));
    }

    /** Whether the server is on this machine, by the name or address that is always this machine's. */
    boolean isLoopback() {
        return Loopback.contains(host);
    }

    private static Map<String, String> options(String query) {
        Map<String, String> options = new LinkedHashMap<>();
        if (query == null || query.isEmpty()) {
            return options;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals)).trim();
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1)).trim();
            if (!name.isEmpty()) {
                options.put(name, value);
            }
        }
        return options;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
