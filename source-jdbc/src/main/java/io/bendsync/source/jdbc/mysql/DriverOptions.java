package io.bendsync.source.jdbc.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which of Connector/J's options a user may set, and which we set ourselves. An allow-list: the driver has options that
 * let a server read the client's files, load classes by name, or run several statements in one, and each version may
 * bring another.
 */
public final class DriverOptions {
    /** May be set by the user, in the URL or as {@code connection.<option>}. */
    private static final Set<String> ALLOWED = lowerCase(
            "useSSL",
            "requireSSL",
            "verifyServerCertificate",
            "sslMode",
            "tlsVersions",
            "tlsCiphersuites",
            "trustCertificateKeyStoreUrl",
            "trustCertificateKeyStoreType",
            "trustCertificateKeyStorePassword",
            "fallbackToSystemTrustStore",
            "clientCertificateKeyStoreUrl",
            "clientCertificateKeyStoreType",
            "clientCertificateKeyStorePassword",
            "fallbackToSystemKeyStore",
            "allowPublicKeyRetrieval",
            "connectTimeout",
            "socketTimeout",
            "tcpKeepAlive",
            "tcpNoDelay",
            "tcpRcvBuf",
            "tcpSndBuf",
            "useCompression",
            "connectionAttributes");

    /**
     * Harmless, often found in URLs, and without effect here, because the connector settles the matter itself (time
     * zones, types, fetching, reconnecting): accepted and left out.
     */
    private static final Set<String> WITHOUT_EFFECT = lowerCase(
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
            "sessionVariables");

    private static final Set<String> FILES = lowerCase("trustCertificateKeyStoreUrl", "clientCertificateKeyStoreUrl");

    private DriverOptions() {}

    /**
     * Gives one message for each that is refused, empty when all is well.
     *
     * @param options options by name, as found in the URL or among the keys
     */
    public static List<String> problems(Map<String, String> options) {
        List<String> problems = new ArrayList<>();
        options.forEach((name, value) -> {
            String known = name.toLowerCase(Locale.ROOT);
            if (!ALLOWED.contains(known) && !WITHOUT_EFFECT.contains(known)) {
                problems.add("driver option '" + name + "' is not allowed; remove it");
            } else if (FILES.contains(known) && !value.startsWith("file:")) {
                problems.add("driver option '" + name + "' must be a file: URL");
            }
        });
        return problems;
    }

    /**
     * Gives what the driver is given, user and password not among it.
     *
     * @param url where to connect
     * @param options the user's options, already checked by {@link #problems}
     */
    public static Properties effective(MySqlUrl url, Map<String, String> options) {
        Properties all = new Properties();
        all.setProperty("connectTimeout", "10000");
        // A page is short; longer silence is a network that hangs.
        all.setProperty("socketTimeout", "300000");
        all.setProperty("tcpKeepAlive", "true");
        if (url.loopback()) {
            // Nobody listens between two programs of one machine, so the server's key may be asked from itself.
            all.setProperty("allowPublicKeyRetrieval", "true");
            all.setProperty("sslMode", "PREFERRED");
        }
        options.forEach((name, value) -> {
            if (ALLOWED.contains(name.toLowerCase(Locale.ROOT))) {
                if (Set.of("usessl", "requiressl", "verifyservercertificate").contains(name.toLowerCase(Locale.ROOT))) {
                    // The driver lets sslMode win over the older three: ours must not hide the user's.
                    all.remove("sslMode");
                }
                all.setProperty(name, value);
            }
        });
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

    private static Set<String> lowerCase(String... names) {
        Set<String> set = new TreeSet<>();
        for (String name : names) {
            set.add(name.toLowerCase(Locale.ROOT));
        }
        return set;
    }
}
