package io.bendsync.mysql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;

/** Which of the driver's options a connection is opened with: those that the user may set, and those that keep it safe. */
public final class ConnectionOptions {
    private static final String PREFIX = "connection.";

    /** Any of these says how the user wants it encrypted; the driver lets sslMode win over the older three. */
    private static final Set<DriverOption> ENCRYPTION = Set.of(
            DriverOption.SSL_MODE, DriverOption.USE_SSL, DriverOption.REQUIRE_SSL, DriverOption.VERIFY_CERTIFICATE);

    private ConnectionOptions() {}

    /**
     * Gives the options of the URL, of the keys {@code connection.OPTION} and of {@code connection.ssl.*}; the latter win
     * over the former. They are not checked yet.
     *
     * @param keys a connector's keys and values
     * @param other tells keys that begin with {@code connection.} and are no option of the driver's
     * @throws IllegalArgumentException when a key of {@code connection.ssl.*} cannot have its value
     */
    public static Map<String, String> given(MySqlUrl url, Map<String, String> keys, Predicate<String> other) {
        Map<String, String> options = new LinkedHashMap<>(url.options());
        keys.forEach((key, value) -> {
            if (key.startsWith(PREFIX) && !other.test(key)) {
                options.put(key.substring(PREFIX.length()), value);
            }
        });
        for (TlsKey key : TlsKey.values()) {
            String value = keys.getOrDefault(key.key(), "");
            if (!value.isBlank()) {
                options.keySet().removeIf(name -> DriverOption.named(name).equals(Optional.of(key.option())));
                options.put(key.option().driverName(), key.driverValue(value));
            }
        }
        return options;
    }

    /**
     * Gives one message for each option that is refused, empty when all is well.
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
    public static boolean encryptionChosen(Map<String, String> options) {
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
            all.setProperty(DriverOption.SSL_MODE.driverName(), encryption.driverValue());
        }
        options.forEach((name, value) ->
                DriverOption.named(name).ifPresent(option -> all.setProperty(option.driverName(), value)));
        all.setProperty("allowLoadLocalInfile", "false");
        all.setProperty("allowUrlInLocalInfile", "false");
        all.setProperty("allowLoadLocalInfileInPath", "");
        all.setProperty("allowMultiQueries", "false");
        return all;
    }
}
