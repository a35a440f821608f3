package io.bendsync.source.cdc.config;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The options of a JDBC URL that are let through, by the driver's names. All others are refused: among them are some
 * that read the client's files, load classes by name or run several statements at once.
 *
 * <p>An option either has a Debezium key of its own, or goes to the driver, or says how rows are read by SELECT, which
 * is settled here already; these last are accepted, as the polling source may share the URL, and dropped.
 */
enum UrlOption {
    SSL_MODE("sslMode", "database.ssl.mode"),
    TRUST_STORE("trustCertificateKeyStoreUrl", "database.ssl.truststore"),
    TRUST_STORE_PASSWORD("trustCertificateKeyStorePassword", "database.ssl.truststore.password"),
    KEY_STORE("clientCertificateKeyStoreUrl", "database.ssl.keystore"),
    KEY_STORE_PASSWORD("clientCertificateKeyStorePassword", "database.ssl.keystore.password"),
    CONNECT_TIMEOUT("connectTimeout", "connect.timeout.ms"),
    CONNECTION_TIME_ZONE("connectionTimeZone", "driver.connectionTimeZone"),
    SERVER_TIME_ZONE("serverTimezone", "driver.connectionTimeZone"),
    PUBLIC_KEY_RETRIEVAL("allowPublicKeyRetrieval", "driver.allowPublicKeyRetrieval"),
    SOCKET_TIMEOUT("socketTimeout", "driver.socketTimeout"),
    KEEP_ALIVE("tcpKeepAlive", "driver.tcpKeepAlive"),
    COMPRESSION("useCompression", "driver.useCompression"),
    TLS_VERSIONS("tlsVersions", "driver.tlsVersions"),
    TLS_CIPHERS("tlsCiphersuites", "driver.tlsCiphersuites"),
    UNICODE("useUnicode"),
    ENCODING("characterEncoding"),
    RESULT_ENCODING("characterSetResults"),
    COLLATION("connectionCollation"),
    ZERO_DATES("zeroDateTimeBehavior"),
    TINY_INT_IS_BIT("tinyInt1isBit"),
    YEAR_IS_DATE("yearIsDateType"),
    SERVER_PREPARED("useServerPrepStmts"),
    PREPARED_CACHE("cachePrepStmts"),
    BATCHES("rewriteBatchedStatements"),
    FETCH_SIZE("defaultFetchSize"),
    APPLICATION("connectionAttributes");

    private static final Map<String, UrlOption> BY_NAME = new HashMap<>();

    static {
        Arrays.stream(values()).forEach(option -> BY_NAME.put(lower(option.driverName), option));
    }

    private final String driverName;
    private final String debeziumKey;

    UrlOption(String driverName) {
        this(driverName, null);
    }

    UrlOption(String driverName, String debeziumKey) {
        this.driverName = driverName;
        this.debeziumKey = debeziumKey;
    }

    /** The option of this name, whatever its case; nothing if it is not let through. */
    static Optional<UrlOption> named(String name) {
        return Optional.ofNullable(BY_NAME.get(lower(name)));
    }

    /** Debezium's key for it; nothing if it has no bearing on a binlog. */
    Optional<String> debeziumKey() {
        return Optional.ofNullable(debeziumKey);
    }

    /**
     * The value as Debezium's key wants it.
     *
     * @throws IllegalArgumentException if a store is not a file
     */
    String valueForDebezium(String value) {
        return switch (this) {
            case SSL_MODE -> lower(value);
            case TRUST_STORE, KEY_STORE -> {
                if (!value.startsWith("file:")) {
                    throw new IllegalArgumentException(driverName + " must be a file: URL");
                }
                yield value.substring("file:".length()).replaceFirst("^//", "");
            }
            default -> value;
        };
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
