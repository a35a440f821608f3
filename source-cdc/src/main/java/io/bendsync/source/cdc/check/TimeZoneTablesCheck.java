package io.bendsync.source.cdc.check;

import java.sql.SQLException;
import java.util.List;

/** Sessions in a named time zone, which TIMESTAMPs are read in, need the server's tables of zones. */
final class TimeZoneTablesCheck implements Check {

    @Override
    public List<Finding> findings(Server server) throws SQLException {
        String known = server.rows("SELECT CONVERT_TZ('2024-01-01 00:00:00', 'UTC', 'Europe/Paris')")
                .get(0)
                .get(0);
        if (known != null) {
            return List.of();
        }
        return List.of(Finding.warning(
                server.userKey("database.hostname"),
                "the server knows no time zones by name (its time zone tables are empty): a connectionTimeZone such as"
                        + " Europe/Paris cannot be used",
                "mysql_tzinfo_to_sql /usr/share/zoneinfo | mysql -u root -p mysql"));
    }
}
