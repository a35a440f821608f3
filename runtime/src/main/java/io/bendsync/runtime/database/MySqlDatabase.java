package io.bendsync.runtime.database;

import io.bendsync.mysql.Encryption;
import io.bendsync.mysql.UntrustedCertificate;
import io.bendsync.runtime.problem.BendsyncException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to MySQL that reads: one query at a time, streamed, with times in UTC. */
public final class MySqlDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MySqlDatabase.class);

    /** A checksum over a table of hundreds of millions of rows is silent until it is done. */
    public static final Duration LONGEST = Duration.ofHours(1);

    private final Connection connection;

    private MySqlDatabase(Connection connection) {
        this.connection = connection;
    }

    /**
     * Connects within five seconds, with what the address says of TLS. A server elsewhere that offers TLS must prove who it
     * is, unless told otherwise.
     *
     * @param url {@code jdbc:mysql://host:port/database?options}
     * @throws BendsyncException saying which server and why not
     */
    public static MySqlDatabase connect(String url, String user, String password) {
        return connect(MySqlAddress.of(url, Map.of()), user, password, LONGEST);
    }

    /**
     * The same at an address with what a pipeline's source says of TLS.
     *
     * @param silence how long the server may take for an answer before it is given up
     */
    public static MySqlDatabase connect(MySqlAddress address, String user, String password, Duration silence) {
        try {
            return new MySqlDatabase(address.open(
                    encryption -> open(address, user, password, encryption, silence),
                    () -> LOG.warn(
                            "{} offers no TLS: the password's proof and rows go over the network in plain text",
                            address)));
        } catch (SQLException e) {
            throw BendsyncException.failed(
                    "cannot connect to MySQL at " + address + " as " + user + ": " + reason(e) + advice(e), e);
        }
    }

    private static Connection open(
            MySqlAddress address, String user, String password, Encryption encryption, Duration silence)
            throws SQLException {
        Properties properties = address.options(encryption);
        properties.setProperty("connectTimeout", "5000");
        properties.setProperty("socketTimeout", Long.toString(silence.toMillis()));
        properties.setProperty("tinyInt1isBit", "false");
        properties.setProperty("yearIsDateType", "false");
        properties.setProperty("characterEncoding", "UTF-8");
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        Connection connection = DriverManager.getConnection(address.bare(), properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION time_zone = '+00:00'");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static String advice(SQLException e) {
        return UntrustedCertificate.in(e)
                ? ". Its certificate is not from a known authority, or made out for another name: put the authority's"
                        + " certificate into a file and name it by connection.ssl.truststore under source.properties, or"
                        + " say there connection.ssl.mode: verify_ca (any name) or required (encrypted, but whoever answers"
                        + " is believed); in an address, sslMode=REQUIRED"
                : "";
    }

    /** Runs a query; parameters take the place of its question marks. Only one may be open at a time. */
    public Rows query(String sql, String... parameters) {
        try {
            PreparedStatement statement =
                    connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
            statement.setFetchSize(Integer.MIN_VALUE); // Connector/J's way to say: stream
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            return new MySqlRows(statement, statement.executeQuery());
        } catch (SQLException e) {
            throw failure(sql, e);
        }
    }

    /** Runs a statement that is no query. */
    public void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(sql, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw BendsyncException.failed("cannot close the connection to MySQL: " + reason(e), e);
        }
    }

    private static BendsyncException failure(String sql, SQLException e) {
        return BendsyncException.failed("MySQL: " + reason(e) + " in: " + sql, e);
    }

    private static String reason(SQLException e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return message.lines().findFirst().orElse(message);
    }

    private record MySqlRows(PreparedStatement statement, ResultSet result) implements Rows {
        @Override
        public List<String> columns() {
            try {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    columns.add(result.getMetaData().getColumnLabel(i));
                }
                return columns;
            } catch (SQLException e) {
                throw failure("the columns' names", e);
            }
        }

        @Override
        public List<String> next() {
            try {
                if (!result.next()) {
                    return null;
                }
                int count = result.getMetaData().getColumnCount();
                List<String> row = new ArrayList<>(count);
                for (int i = 1; i <= count; i++) {
                    row.add(result.getString(i));
                }
                return row;
            } catch (SQLException e) {
                throw failure("reading rows", e);
            }
        }

        @Override
        public void close() {
            try (statement) {
                result.close();
            } catch (SQLException e) {
                throw failure("ending a query", e);
            }
        }
    }
}
