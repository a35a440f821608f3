package io.bendsync.source.jdbc.page;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All rows of a relation without a key, fetched from the server as they are asked for, on a connection of its own. */
public final class RowStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RowStream.class);

    private final Connection connection;
    private final Layout layout;
    private final ResultSet result;

    private RowStream(Connection connection, Layout layout, ResultSet result) {
        this.connection = connection;
        this.layout = layout;
        this.result = result;
    }

    /**
     * Begins.
     *
     * @param connection a connection that is this stream's from here on
     * @param layout what is read
     * @param sql the statement
     * @throws SQLException when the server refuses
     */
    static RowStream open(Connection connection, Layout layout, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        // The driver's sign for one row at a time instead of all at once.
        statement.setFetchSize(Integer.MIN_VALUE);
        return new RowStream(connection, layout, statement.executeQuery());
    }

    ResultSet result() {
        return result;
    }

    /**
     * Gives the next rows.
     *
     * @param limit how many at most
     * @throws SQLException when the connection breaks
     */
    public Page next(int limit) throws SQLException {
        ByteMeter meter = new ByteMeter();
        List<Row> rows = new ArrayList<>();
        while (rows.size() < limit && result.next()) {
            rows.add(layout.row(result, meter));
            if (meter.bytes() >= PageSize.MOST_BYTES) {
                return new Page(rows, false);
            }
        }
        return new Page(rows, rows.size() < limit);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("Not closed properly", e);
        }
    }
}
