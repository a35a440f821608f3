package io.bendsync.source.jdbc.gap;

import io.bendsync.source.jdbc.failure.SourceException;
import io.bendsync.source.jdbc.mysql.Session;
import io.bendsync.source.jdbc.position.ColumnClock;
import io.bendsync.source.jdbc.position.CursorColumn;
import io.bendsync.source.jdbc.table.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The time zone by which sessions fill DATETIME columns: {@code db.timezone}, else what the server says. */
public final class ServerZone {
    private static final Logger LOG = LoggerFactory.getLogger(ServerZone.class);

    private final Session session;
    private final Optional<ZoneId> configured;
    private ZoneId zone;

    /**
     * The zone of one server, asked for when it is first needed.
     *
     * @param session the connection to ask by
     * @param configured the zone the user named, empty for the server's
     */
    public ServerZone(Session session, Optional<ZoneId> configured) {
        this.session = session;
        this.configured = configured;
    }

    /** The clock by which a timestamp column is filled. */
    public ColumnClock clock(CursorColumn timestamp) throws SQLException {
        int digits = timestamp.columns().stream().mapToInt(Column::scale).min().orElse(0);
        boolean wallClock = timestamp.columns().get(0).dataType().equals("datetime");
        return new ColumnClock(wallClock ? get() : ZoneOffset.UTC, digits);
    }

    /** The time zone. */
    ZoneId get() throws SQLException {
        if (zone == null) {
            zone = ask();
        }
        return zone;
    }

    /** The time by the server's clock. */
    public Instant now() throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT UTC_TIMESTAMP(6)")) {
            row.next();
            return row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
        }
    }

    private ZoneId ask() throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT @@GLOBAL.time_zone, @@GLOBAL.system_time_zone,"
                        + " TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(),"
                        + " CONVERT_TZ(UTC_TIMESTAMP(), '+00:00', @@GLOBAL.time_zone))")) {
            row.next();
            String name = row.getString(1).equals("SYSTEM") ? row.getString(2) : row.getString(1);
            int offset = row.getInt(3);
            // The system's own abbreviations mean several zones, and some of them none that has summer time.
            Optional<ZoneId> server = zone(name).filter(zone -> offsetNow(zone) == offset);
            if (configured.isPresent()) {
                warnIfOther(name, server);
                return configured.get();
            }
            return server.orElseThrow(() -> new SourceException("The server's time zone " + name
                    + " is not known here by that name, or not as what its clock shows; set db.timezone to the zone by which DATETIME columns are"
                    + " filled, such as Europe/Berlin"));
        }
    }

    private void warnIfOther(String name, Optional<ZoneId> server) {
        if (server.isPresent() && offsetNow(server.get()) != offsetNow(configured.get())) {
            LOG.warn(
                    "db.timezone is {}, but the server's time zone is {}: rows whose DATETIME timestamp is filled by the"
                            + " server's clock would be read too early or too late",
                    configured.get(),
                    name);
        }
    }

    private static int offsetNow(ZoneId zone) {
        return zone.getRules().getOffset(Instant.now()).getTotalSeconds();
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name, ZoneId.SHORT_IDS));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
