package io.bendsync.source.jdbc.mysql;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection with its prepared statements, opened when first needed and again after it was lost. For one thread.
 */
public final class Session implements AutoCloseable {
    /** Enough for each table's few statements; older ones are prepared again when they come back. */
    private static final int KEPT_STATEMENTS = 256;

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final MySqlSessions sessions;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);
    private Connection connection;

    /**
     * A session that connects when it is first needed.
     *
     * @param sessions opens connections
     */
    public Session(MySqlSessions sessions) {
        this.sessions = sessions;
    }

    /** The connection, for statements that are not kept. */
    public Connection connection() throws SQLException {
        if (connection == null) {
            connection = sessions.open();
        }
        return connection;
    }

    /** Opens another connection like this one's; the caller closes it. */
    public Connection another() throws SQLException {
        return sessions.open();
    }

    /**
     * Runs a statement prepared once and kept.
     *
     * @param query the SQL and its values
     * @param oneByOne whether rows are fetched as they are asked for; nothing else can be asked until they are closed
     * @return the rows; the caller closes them, the statement stays
     * @throws SQLException when the server refuses; after a lost connection the next call opens another
     */
    public ResultSet query(BoundSql query, boolean oneByOne) throws SQLException {
        PreparedStatement statement = statements.get(query.sql());
        if (statement == null) {
            statement = connection().prepareStatement(query.sql());
            statements.put(query.sql(), statement);
            dropEldest();
        }
        int index = 1;
        for (Object value : query.values()) {
            bind(statement, index++, value);
        }
        statement.setFetchSize(oneByOne ? Integer.MIN_VALUE : 0);
        try {
            return statement.executeQuery();
        } catch (SQLException e) {
            statements.remove(query.sql());
            closeQuietly(statement);
            throw e;
        }
    }

    /** Forgets the prepared statements: the driver keeps in them what a table looked like when they were prepared. */
    public void forgetStatements() {
        statements.values().forEach(Session::closeQuietly);
        statements.clear();
    }

    /** Forgets the connection and everything prepared on it; the next use opens another. */
    public void reset() {
        statements.clear();
        Connection lost = connection;
        connection = null;
        if (lost != null) {
            closeQuietly(lost);
        }
    }

    @Override
    public void close() {
        reset();
    }

    private void dropEldest() throws SQLException {
        if (statements.size() > KEPT_STATEMENTS) {
            String eldest = statements.keySet().iterator().next();
            statements.remove(eldest).close();
        }
    }

    /** Closes what is thrown away: whatever it has to say no longer matters. */
    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.debug("Not closed properly", e);
        }
    }

    private static void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value instanceof Long number) {
            statement.setLong(index, number);
        } else if (value instanceof Integer number) {
            statement.setInt(index, number);
        } else if (value instanceof BigDecimal number) {
            statement.setBigDecimal(index, number);
        } else if (value instanceof Double number) {
            statement.setDouble(index, number);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else {
            statement.setString(index, value.toString());
        }
    }

    /**
     * SQL text and the values of its question marks.
     *
     * @param sql the text
     * @param values the values in order, none of them null
     */
    public record BoundSql(String sql, List<Object> values) {
        public BoundSql {
            values = List.copyOf(values);
        }
    }
}
