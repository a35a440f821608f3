package io.bendsync.runtime.database;

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
import java.util.Properties;
import java.util.Set;

/** A connection to MySQL that reads: one query at a time, streamed, with times in UTC. */
public final class MySqlDatabase implements AutoCloseable {
    /** The options of the pipeline's address that decide how to get in; all others are left to the source connector. */
    private static final Set<String> CONNECTING = Set.of(
            "usessl",
            "sslmode",
            "requiressl",
            "verifyservercertificate",
            "allowpublickeyretrieval",
            "enabledtlsprotocols",
            "tlsversions",
            "trustcertificatekeystoreurl",
            "trustcertificatekeystorepassword",
            "trustcertificatekeystoretype",
            "clientcertificatekeystoreurl",
            "clientcertificatekeystorepassword",
            "clientcertificatekeystoretype");

    /** A checksum over a table of hundreds of millions of rows is silent until it is done. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Connection connection;

    private MySqlDatabase(Connection connection) {
        this.connection = connection;
    }

    /**
     * Connects within five seconds, for statements that may take an hour each.
     *
     * @param url {@code jdbc:mysql://host:port/database?options}
     * @throws BendsyncException saying which server and why not
     */
    public static MySqlDatabase connect(String url, String user, String password) {
        return connect(url, user, password, LONGEST);
    }

    /**
     * Connects within five seconds.
     *
     * @param silence how long the server may take for an answer before it is given up
     */
    public static MySqlDatabase connect(String url, String user, String password, Duration silence) {
        int question = url.indexOf('?');
        String address = question < 0 ? url : url.substring(0, question);
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", "5000");
        properties.setProperty("socketTimeout", Long.toString(silence.toMillis()));
        properties.setProperty("tinyInt1isBit", "false");
        properties.setProperty("yearIsDateType", "false");
        properties.setProperty("characterEncoding", "UTF-8");
        properties.setProperty("allowPublicKeyRetrieval", "true");
        if (question >= 0) {
            for (String option : url.substring(question + 1).split("&", -1)) {
                int equals = option.indexOf('=');
                if (equals > 0
                        && CONNECTING.contains(option.substring(0, equals).toLowerCase(java.util.Locale.ROOT))) {
                    properties.setProperty(option.substring(0, equals), option.substring(equals + 1));
                }
            }
        }
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        // Never read local files, whatever a server asks for.
        properties.setProperty("allowLoadLocalInfile", "false");
        properties.setProperty("allowUrlInLocalInfile", "false");
        try {
            Connection connection = DriverManager.getConnection(address, properties);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET SESSION time_zone = '+00:00'");
            }
            return new MySqlDatabase(connection);
        } catch (SQLException e) {
            throw BendsyncException.failed(
                    "cannot connect to MySQL at " + address + " as " + user + ": " + reason(e), e);
        }
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
