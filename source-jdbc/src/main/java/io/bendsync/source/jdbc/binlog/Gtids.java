package io.bendsync.source.jdbc.binlog;

import io.bendsync.source.jdbc.mysql.Session;
import io.bendsync.source.jdbc.mysql.Session.BoundSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Which transactions a server has executed, asked by one session. */
public final class Gtids implements Executed {
    private final Session session;

    /**
     * Asks by this session.
     *
     * @param session the one by which rows are read, so that what is known here can be seen there
     */
    public Gtids(Session session) {
        this.session = session;
    }

    @Override
    public String now() throws SQLException {
        return text("SELECT REPLACE(@@GLOBAL.gtid_executed, '\n', '')", List.of());
    }

    @Override
    public boolean all(Collection<String> gtids) throws SQLException {
        return text("SELECT GTID_SUBSET(?, @@GLOBAL.gtid_executed)", List.of(String.join(",", gtids)))
                .equals("1");
    }

    /** Whether the binlog still has all that came after a position. */
    boolean lastsFrom(String position) throws SQLException {
        return text("SELECT GTID_SUBSET(@@GLOBAL.gtid_purged, ?)", List.of(position))
                .equals("1");
    }

    /** What is in all of them. */
    String inAll(Collection<String> sets) throws SQLException {
        String common = null;
        for (String set : sets) {
            common = common == null
                    ? set
                    : text(
                            "SELECT REPLACE(GTID_SUBTRACT(?, GTID_SUBTRACT(?, ?)), '\n', '')",
                            List.of(common, common, set));
        }
        return common == null ? now() : common;
    }

    private String text(String sql, List<Object> values) throws SQLException {
        try (ResultSet result = session.query(new BoundSql(sql, values), false)) {
            result.next();
            return result.getString(1);
        }
    }
}
