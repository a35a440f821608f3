package io.bendsync.source.jdbc.mysql;

import io.bendsync.mysql.DriverOption;
import io.bendsync.mysql.IdleOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** Which of Connector/J's options are set for the user, and which we set ourselves. */
public final class DriverOptions {
    private static final String SSL_MODE = DriverOption.SSL_MODE.driverName();

    /** Any of these says how the user wants it encrypted; the driver lets sslMode win over the older three. */
    private static final Set<DriverOption> ENCRYPTION = Set.of(
            DriverOption.SSL_MODE, DriverOption.USE_SSL, DriverOption.REQUIRE_SSL, DriverOption.VERIFY_CERTIFICATE);

    private DriverOptions() {}

    /**
     * Gives one message for each that is refused, empty when all is well.
     *
     * @param options options by name, as found in the URL or among the keys
     */
    public static List<String> problems(Map<String, String> options) {
        List<String> problems = new ArrayList<>();
        options.forEach((name, value) -> {
            Optional<DriverOption> option = DriverOption.named(name);
            if (option.isEmpty() && !IdleOptions.contains(name)) {
                problems.add("driver option '" + name + "' is not allowed; remove it");
            }
            option.flatMap(known -> known.complaint(value))
                    .ifPresent(complaint -> problems.add("driver option '" + name + "' " + complaint));
        });
        return problems;
    }

    /** Whether the user said how connections are to be encrypted. */
    static boolean encryptionChosen(Map<String, String> options) {
        return options.keySet().stream()
                .flatMap(name -> DriverOption.named(name).stream())
                .anyMatch(ENCRYPTION::contains);
    }

    /**
     * Gives what the driver is given, user and password not among it.
     *
     * @param url where to connect
     * @param options the user's options, already checked by {@link #problems}
     * @param encryption how to encrypt when the user did not say
     */
    public static Properties effective(MySqlUrl url, Map<String, String> options, Encryption encryption) {
        Properties all = new Properties();
        all.setProperty("connectTimeout", "10000");
        // A page is short; longer silence is a network that hangs.
        all.setProperty("socketTimeout", "300000");
        all.setProperty("tcpKeepAlive", "true");
        if (url.loopback()) {
            // Nobody listens between two programs of one machine, so the server's key may be asked from itself.
            all.setProperty("allowPublicKeyRetrieval", "true");
        }
        if (!encryptionChosen(options)) {
            all.setProperty(SSL_MODE, encryption.driverValue());
        }
        options.forEach((name, value) ->
                DriverOption.named(name).ifPresent(option -> all.setProperty(option.driverName(), value)));
        forced(all);
        return all;
    }

    private static void forced(Properties all) {
        all.setProperty("allowLoadLocalInfile", "false");
        all.setProperty("allowUrlInLocalInfile", "false");
        all.setProperty("allowLoadLocalInfileInPath", "");
        all.setProperty("allowMultiQueries", "false");
        // The binary protocol: exact floats, no digits to parse, and faster than text.
        all.setProperty("useServerPrepStmts", "true");
        all.setProperty("cachePrepStmts", "false");
        // Cursor fetch makes temporary tables on the server.
        all.setProperty("useCursorFetch", "false");
        all.setProperty("tinyInt1isBit", "false");
        all.setProperty("yearIsDateType", "false");
        all.setProperty("connectionTimeZone", "UTC");
        all.setProperty("preserveInstants", "false");
        all.setProperty("characterEncoding", "UTF-8");
        // Else the server sends each column's text in that column's own character set.
        all.setProperty("characterSetResults", "UTF-8");
        all.setProperty("maxAllowedPacket", String.valueOf(1 << 30));
        all.setProperty("enablePacketDebug", "false");
    }
}
