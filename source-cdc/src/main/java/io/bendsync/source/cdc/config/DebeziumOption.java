package io.bendsync.source.cdc.config;

import io.bendsync.mysql.DriverOption;
import java.util.Locale;
import java.util.Optional;

/**
 * How Debezium wants a driver option: under a key of its own, or handed through to the driver. Of several options that
 * say the same thing the one that comes first in {@link DriverOption} counts.
 */
final class DebeziumOption {
    private DebeziumOption() {}

    /** Debezium's key for an option with this value; nothing if it says nothing. */
    static Optional<String> key(DriverOption option, String value) {
        return switch (option) {
            case SSL_MODE, USE_SSL -> Optional.of("database.ssl.mode");
            case VERIFY_CERTIFICATE, REQUIRE_SSL ->
                Optional.of("database.ssl.mode").filter(key -> isOn(value));
            case TRUST_STORE -> Optional.of("database.ssl.truststore");
            case TRUST_STORE_PASSWORD -> Optional.of("database.ssl.truststore.password");
            case KEY_STORE -> Optional.of("database.ssl.keystore");
            case KEY_STORE_PASSWORD -> Optional.of("database.ssl.keystore.password");
            case CONNECT_TIMEOUT -> Optional.of("connect.timeout.ms");
            default -> Optional.of("driver." + option.driverName());
        };
    }

    /** The value as Debezium's key wants it. */
    static String value(DriverOption option, String value) {
        return switch (option) {
            case SSL_MODE -> value.toLowerCase(Locale.ROOT);
            case VERIFY_CERTIFICATE -> "verify_ca";
            case REQUIRE_SSL -> "required";
            case USE_SSL -> isOn(value) ? "preferred" : "disabled";
            case TRUST_STORE, KEY_STORE -> value.substring("file:".length()).replaceFirst("^//", "");
            default -> value;
        };
    }

    private static boolean isOn(String value) {
        return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("yes");
    }
}
