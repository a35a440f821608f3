package io.bendsync.source.cdc.check;

import io.bendsync.source.cdc.config.CdcKeys;
import io.bendsync.source.cdc.config.ServerIds;
import io.bendsync.source.cdc.config.Translated;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks at a server before the connector starts on it, and says all that it finds at once. */
public final class Preflight {

    private static final List<Check> ALWAYS = List.of(
            new BinlogOnCheck(),
            new RowEventsCheck(),
            new ReplicationPrivilegeCheck(),
            new BinlogFilterCheck(),
            new ServerIdCheck());

    // What may rightly change under a running connector, such as a table that was dropped, must not keep it from
    // starting again; so these are asked only of a configuration that is about to be accepted.
    private static final List<Check> BEFORE_ACCEPTANCE = List.of(
            new RetentionCheck(),
            new GtidModeCheck(),
            new TimeZoneTablesCheck(),
            new CapturedTablesCheck(),
            new WorkingCopyCheck(),
            new SelectPrivilegeCheck(),
            new LockPrivilegeCheck(),
            new KeyCheck(),
            new CascadeCheck(),
            new XaCheck(),
            new ZeroDateCheck(),
            new UnsignedMaximumCheck());

    private final Translated config;
    private final ServerConnection connection;

    /**
     * @param config without problems of its own
     */
    public Preflight(Translated config) {
        this.config = config;
        this.connection = new ServerConnection(config);
    }

    /** All findings, warnings among them; a server that cannot be reached is one finding. */
    public List<Finding> beforeAcceptance() {
        List<Check> checks = new ArrayList<>(ALWAYS);
        checks.addAll(BEFORE_ACCEPTANCE);
        try (Connection open = connection.open()) {
            return run(checks, Server.behind(open, config));
        } catch (SQLException e) {
            return List.of(connection.finding(e));
        }
    }

    /**
     * What keeps an accepted configuration from starting now.
     *
     * @throws SQLException if the server cannot be reached now, or breaks off
     */
    public List<Finding> beforeStart() throws SQLException {
        try (Connection open = connection.open()) {
            return run(ALWAYS, Server.behind(open, config)).stream()
                    .filter(Finding::isError)
                    .toList();
        }
    }

    /**
     * An id for this connector that neither the server nor a replica of it has.
     *
     * @throws SQLException if the server cannot be reached now, or breaks off
     */
    public long freeServerId() throws SQLException {
        try (Connection open = connection.open()) {
            return ServerIds.of(config.debezium()).firstNotIn(new Replicas(Server.behind(open, config)).idsTaken());
        }
    }

    /** The finding that a failure to reach the server amounts to. */
    public Finding unreachable(SQLException failure) {
        return connection.finding(failure);
    }

    private static List<Finding> run(List<Check> checks, Server server) throws SQLException {
        List<Finding> flavour = new FlavourCheck().findings(server);
        if (!flavour.isEmpty()) {
            return flavour;
        }
        List<Finding> findings = new ArrayList<>();
        for (Check check : checks) {
            try {
                findings.addAll(check.findings(server));
            } catch (SQLException e) {
                if (ServerConnection.isLost(e)) {
                    throw e;
                }
                findings.add(Finding.warning(
                        CdcKeys.URL,
                        check.getClass().getSimpleName() + " could not be made: MySQL says " + e.getErrorCode() + " "
                                + e.getMessage(),
                        ""));
            }
        }
        return findings;
    }
}
