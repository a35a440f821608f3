package io.bendsync.source.cdc.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options of a JDBC URL that are let through, by the driver's names. All others are refused: among them are some
 * that read the client's files, load classes by name or run several statements at once. An option has a Debezium key of
 * its own or goes to the driver; of several that say the same thing the one named first here counts.
 */
enum UrlOption {
    SSL_MODE("sslMode", "database.ssl.mode"),
    VERIFY_CERTIFICATE("verifyServerCertificate", "database.ssl.mode"),
    REQUIRE_SSL("requireSSL", "database.ssl.mode"),
    USE_SSL("useSSL", "database.ssl.mode"),
    TRUST_STORE("trustCertificateKeyStoreUrl", "database.ssl.truststore"),
    TRUST_STORE_PASSWORD("trustCertificateKeyStorePassword", "database.ssl.truststore.password"),
    TRUST_STORE_TYPE("trustCertificateKeyStoreType"),
    SYSTEM_TRUST_STORE("fallbackToSystemTrustStore"),
    KEY_STORE("clientCertificateKeyStoreUrl", "database.ssl.keystore"),
    KEY_STORE_PASSWORD("clientCertificateKeyStorePassword", "database.ssl.keystore.password"),
    KEY_STORE_TYPE("clientCertificateKeyStoreType"),
    SYSTEM_KEY_STORE("fallbackToSystemKeyStore"),
    TLS_VERSIONS("tlsVersions"),
    TLS_CIPHERS("tlsCiphersuites"),
    PUBLIC_KEY_RETRIEVAL("allowPublicKeyRetrieval"),
    CONNECT_TIMEOUT("connectTimeout", "connect.timeout.ms"),
    SOCKET_TIMEOUT("socketTimeout"),
    KEEP_ALIVE("tcpKeepAlive"),
    NO_DELAY("tcpNoDelay"),
    RECEIVE_BUFFER("tcpRcvBuf"),
    SEND_BUFFER("tcpSndBuf"),
    COMPRESSION("useCompression"),
    ATTRIBUTES("connectionAttributes");

    /**
     * Harmless and often found in URLs that the polling source shares, and settled here already. The time zones are
     * among them: Debezium reads in the server's own, and any other would shift the first load's TIMESTAMPs.
     */
    private static final Set<String> WITHOUT_EFFECT = Stream.of(
                    "serverTimezone",
                    "connectionTimeZone",
                    "forceConnectionTimeZoneToSession",
                    "preserveInstants",
                    "useLegacyDatetimeCode",
                    "useTimezone",
                    "useJDBCCompliantTimezoneShift",
                    "zeroDateTimeBehavior",
                    "tinyInt1isBit",
                    "transformedBitIsBoolean",
                    "yearIsDateType",
                    "noDatetimeStringSync",
                    "useCursorFetch",
                    "defaultFetchSize",
                    "useServerPrepStmts",
                    "cachePrepStmts",
                    "prepStmtCacheSize",
                    "prepStmtCacheSqlLimit",
                    "cacheServerConfiguration",
                    "cacheResultSetMetadata",
                    "useLocalSessionState",
                    "elideSetAutoCommits",
                    "maintainTimeStats",
                    "rewriteBatchedStatements",
                    "autoReconnect",
                    "autoReconnectForPools",
                    "failOverReadOnly",
                    "maxReconnects",
                    "initialTimeout",
                    "nullCatalogMeansCurrent",
                    "nullDatabaseMeansCurrent",
                    "useInformationSchema",
                    "noAccessToProcedureBodies",
                    "databaseTerm",
                    "maxAllowedPacket",
                    "characterSetResults",
                    "characterEncoding",
                    "useUnicode",
                    "connectionCollation",
                    "jdbcCompliantTruncation",
                    "interactiveClient",
                    "sessionVariables")
            .map(UrlOption::lower)
            .collect(Collectors.toUnmodifiableSet());

    private static final Map<String, UrlOption> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(option -> lower(option.driverName), Function.identity()));

    private final String driverName;
    private final String debeziumKey;

    UrlOption(String driverName) {
        this(driverName, "driver." + driverName);
    }

    UrlOption(String driverName, String debeziumKey) {
        this.driverName = driverName;
        this.debeziumKey = debeziumKey;
    }

    /** The option of this name, whatever its case; nothing if it is not let through. */
    static Optional<UrlOption> named(String name) {
        return Optional.ofNullable(BY_NAME.get(lower(name)));
    }

    /** Whether a URL may hold this option, and it is dropped. */
    static boolean isWithoutEffect(String name) {
        return WITHOUT_EFFECT.contains(lower(name));
    }

    /** Debezium's key for it with this value; nothing if it says nothing. */
    Optional<String> debeziumKey(String value) {
        return switch (this) {
            case VERIFY_CERTIFICATE, REQUIRE_SSL -> Optional.of(debeziumKey).filter(key -> isOn(value));
            default -> Optional.of(debeziumKey);
        };
    }

    /**
     * The value as Debezium's key wants it.
     *
     * @throws IllegalArgumentException if a store is not a file
     */
    String valueForDebezium(String value) {
        return switch (this) {
            case SSL_MODE -> lower(value);
            case VERIFY_CERTIFICATE -> "verify_ca";
            case REQUIRE_SSL -> "required";
            case USE_SSL -> isOn(value) ? "preferred" : "disabled";
            case TRUST_STORE, KEY_STORE -> {
                if (!value.startsWith("file:")) {
                    throw new IllegalArgumentException(driverName + " must be a file: URL");
                }
                yield value.substring("file:".length()).replaceFirst("^//", "");
            }
            default -> value;
        };
    }

    private static boolean isOn(String value) {
        return lower(value).equals("true") || lower(value).equals("yes");
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
