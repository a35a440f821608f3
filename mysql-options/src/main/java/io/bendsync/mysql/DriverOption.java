package io.bendsync.mysql;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The options of MySQL's JDBC driver that a user may set. An allow-list: the driver has options that read the client's
 * files for the server, load classes by name or run several statements in one, and each version may bring another. The
 * one list for both sources.
 */
public enum DriverOption {
    SSL_MODE("sslMode"),
    VERIFY_CERTIFICATE("verifyServerCertificate"),
    REQUIRE_SSL("requireSSL"),
    USE_SSL("useSSL"),
    TRUST_STORE("trustCertificateKeyStoreUrl"),
    TRUST_STORE_PASSWORD("trustCertificateKeyStorePassword"),
    TRUST_STORE_TYPE("trustCertificateKeyStoreType"),
    SYSTEM_TRUST_STORE("fallbackToSystemTrustStore"),
    KEY_STORE("clientCertificateKeyStoreUrl"),
    KEY_STORE_PASSWORD("clientCertificateKeyStorePassword"),
    KEY_STORE_TYPE("clientCertificateKeyStoreType"),
    SYSTEM_KEY_STORE("fallbackToSystemKeyStore"),
    TLS_VERSIONS("tlsVersions"),
    TLS_CIPHERS("tlsCiphersuites"),
    PUBLIC_KEY_RETRIEVAL("allowPublicKeyRetrieval"),
    CONNECT_TIMEOUT("connectTimeout"),
    SOCKET_TIMEOUT("socketTimeout"),
    KEEP_ALIVE("tcpKeepAlive"),
    NO_DELAY("tcpNoDelay"),
    RECEIVE_BUFFER("tcpRcvBuf"),
    SEND_BUFFER("tcpSndBuf"),
    COMPRESSION("useCompression"),
    ATTRIBUTES("connectionAttributes");

    private static final Map<String, DriverOption> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(option -> lower(option.driverName), Function.identity()));

    private final String driverName;

    DriverOption(String driverName) {
        this.driverName = driverName;
    }

    /**
     * Finds a permitted option.
     *
     * @param name the driver's name for it, in any case, as the driver takes it
     * @return the option, empty when it is not let through
     */
    public static Optional<DriverOption> named(String name) {
        return Optional.ofNullable(BY_NAME.get(lower(name)));
    }

    /** The driver's name for it. */
    public String driverName() {
        return driverName;
    }

    /**
     * Says what is wrong with a value: a key store may only be a file, not something that is fetched.
     *
     * @param value as the user wrote it
     * @return the complaint, to follow the option's name; empty when all is well
     */
    public Optional<String> complaint(String value) {
        boolean store = this == TRUST_STORE || this == KEY_STORE;
        return store && !value.startsWith("file:") ? Optional.of("must be a file: URL") : Optional.empty();
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
