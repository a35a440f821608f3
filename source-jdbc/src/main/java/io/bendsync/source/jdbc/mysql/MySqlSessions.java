package io.bendsync.source.jdbc.mysql;

import com.mysql.cj.jdbc.Driver;
import io.bendsync.mysql.Encryption;
import io.bendsync.mysql.MySqlUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens sessions on the server, all alike: UTC, no SQL mode that would change what is read, read-only.
 *
 * @param url where to connect
 * @param user the account, empty for the driver's default
 * @param password its password, empty for none
 * @param options the user's driver options, already checked
 * @param isolation the isolation level as {@code java.sql.Connection} numbers it, empty for READ COMMITTED
 * @param queryTimeoutMs how long the server lets one SELECT run, in milliseconds, 0 for no end
 */
public record MySqlSessions(
        MySqlUrl url,
        String user,
        String password,
        Map<String, String> options,
        Optional<Integer> isolation,
        long queryTimeoutMs) {
    private static final Logger LOG = LoggerFactory.getLogger(MySqlSessions.class);

    /**
     * Gives a new session in autocommit; the caller closes it.
     *
     * @throws SQLException when the server cannot be reached or refuses
     */
    public Connection open() throws SQLException {
        return open(new Properties());
    }

    /**
     * Gives a new session in autocommit; the caller closes it.
     *
     * @param timeoutMs how long to wait for the server, in milliseconds, for connecting and for each answer
     * @throws SQLException when the server cannot be reached in time or refuses
     */
    public Connection open(int timeoutMs) throws SQLException {
        Properties more = new Properties();
        more.setProperty("connectTimeout", String.valueOf(timeoutMs));
        more.setProperty("socketTimeout", String.valueOf(timeoutMs));
        return open(more);
    }

    /**
     * Opens such sessions in which no answer may take longer.
     *
     * @param timeoutMs milliseconds, at least 1
     */
    public MySqlSessions answeringWithin(int timeoutMs) {
        Map<String, String> limited = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        limited.putAll(options);
        limited.put("socketTimeout", String.valueOf(timeoutMs));
        return new MySqlSessions(url, user, password, limited, isolation, queryTimeoutMs);
    }

    private Connection open(Properties more) throws SQLException {
        return Encryption.open(
                url,
                options,
                encryption -> open(more, encryption),
                () -> LOG.warn(
                        "{} offers no TLS: user name, rows and all go over the network in plain text, which others can"
                                + " read and change. Switch TLS on in the server, or say that it is meant so:"
                                + " connection.ssl.mode=disabled",
                        url.hosts()));
    }

    private Connection open(Properties more, Encryption encryption) throws SQLException {
        Properties all = DriverOptions.effective(url, options, encryption);
        all.putAll(more);
        all.setProperty("user", user);
        all.setProperty("password", password);
        Connection connection = new Driver().connect(url.bare(), all);
        try (Statement settings = connection.createStatement()) {
            connection.setTransactionIsolation(isolation.orElse(Connection.TRANSACTION_READ_COMMITTED));
            settings.execute("SET SESSION time_zone = '+00:00', SESSION sql_mode = '',"
                    + " SESSION transaction_read_only = 1, SESSION max_execution_time = " + queryTimeoutMs
                    + ", SESSION net_write_timeout = 600");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return url.bare() + " as " + user;
    }
}
