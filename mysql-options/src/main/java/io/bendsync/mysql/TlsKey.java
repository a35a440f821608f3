package io.bendsync.mysql;

import java.util.Locale;
import java.util.Set;

/**
 * The configuration keys for TLS, named as Debezium's {@code database.ssl.*}, with {@code connection.} in front as the
 * sources' other keys. Each stands for one option of the driver.
 */
public enum TlsKey {
    MODE(
            "connection.ssl.mode",
            DriverOption.SSL_MODE,
            "disabled, preferred (encrypted when the server offers it, its certificate not looked at), required"
                    + " (encrypted or not at all), verify_ca (and the certificate is from a known authority) or"
                    + " verify_identity (and made out for that host)."),
    TRUST_STORE(
            "connection.ssl.truststore",
            DriverOption.TRUST_STORE,
            "A file with the certificates of the authorities to trust (PKCS12 or JKS); left out: Java's own."),
    TRUST_STORE_PASSWORD(
            "connection.ssl.truststore.password", DriverOption.TRUST_STORE_PASSWORD, "The password of that file."),
    TRUST_STORE_TYPE(
            "connection.ssl.truststore.type", DriverOption.TRUST_STORE_TYPE, "Its type; left out: found by Java."),
    KEY_STORE(
            "connection.ssl.keystore",
            DriverOption.KEY_STORE,
            "A file with the client's own certificate and key, for accounts that need one."),
    KEY_STORE_PASSWORD(
            "connection.ssl.keystore.password", DriverOption.KEY_STORE_PASSWORD, "The password of that file."),
    KEY_STORE_TYPE("connection.ssl.keystore.type", DriverOption.KEY_STORE_TYPE, "Its type; left out: found by Java."),
    PROTOCOLS(
            "connection.ssl.protocols",
            DriverOption.TLS_VERSIONS,
            "The TLS versions to take, such as TLSv1.3; left out: 1.2 and 1.3."),
    CIPHER_SUITES(
            "connection.ssl.cipher.suites", DriverOption.TLS_CIPHERS, "The cipher suites to take; left out: Java's.");

    private static final Set<String> MODES =
            Set.of("disabled", "preferred", "required", "verify_ca", "verify_identity");

    private final String key;
    private final DriverOption option;
    private final String documentation;

    TlsKey(String key, DriverOption option, String documentation) {
        this.key = key;
        this.option = option;
        this.documentation = documentation;
    }

    /** The configuration key. */
    public String key() {
        return key;
    }

    /** The driver's option that it sets. */
    public DriverOption option() {
        return option;
    }

    /** What it means, for users. */
    public String documentation() {
        return documentation;
    }

    /** Whether its value is a secret. */
    public boolean secret() {
        return this == TRUST_STORE_PASSWORD || this == KEY_STORE_PASSWORD;
    }

    /**
     * Gives the option's value.
     *
     * @param value the key's value
     * @throws IllegalArgumentException when the key cannot have that value, with what it can have
     */
    public String driverValue(String value) {
        return switch (this) {
            case MODE -> {
                String mode = value.strip().toLowerCase(Locale.ROOT).replace('-', '_');
                if (!MODES.contains(mode)) {
                    throw new IllegalArgumentException(
                            "is unknown; write disabled, preferred, required, verify_ca or verify_identity");
                }
                yield mode.toUpperCase(Locale.ROOT);
            }
            case TRUST_STORE, KEY_STORE -> {
                if (value.contains("://") && !value.startsWith("file:")) {
                    throw new IllegalArgumentException("must be the path of a file");
                }
                yield value.startsWith("file:") ? value : "file:" + value;
            }
            default -> value;
        };
    }
}
