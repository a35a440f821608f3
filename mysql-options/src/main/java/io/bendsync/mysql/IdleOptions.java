package io.bendsync.mysql;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Options of MySQL's JDBC driver that are harmless, often found in URLs, and without effect here, because the sources
 * settle the matter themselves (time zones, types, fetching, reconnecting): accepted and left out.
 */
public final class IdleOptions {
    private static final Set<String> NAMES = Stream.of(
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
            .map(DriverOption::lower)
            .collect(Collectors.toUnmodifiableSet());

    private IdleOptions() {}

    /** Whether an option of this name, in any case, is accepted and left out. */
    public static boolean contains(String name) {
        return NAMES.contains(DriverOption.lower(name));
    }
}
