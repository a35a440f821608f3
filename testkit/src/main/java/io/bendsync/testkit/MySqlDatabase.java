package io.bendsync.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** A database of a test's own on the shared MySQL server; dropped after the test. */
public final class MySqlDatabase implements AutoCloseable {
    private final DatabaseServer server;
    private final String name;

    MySqlDatabase(DatabaseServer server, String name) {
        this.server = server;
        this.name = name;
        Sql.execute(this::connectToServer, "CREATE DATABASE `" + name + "`");
    }

    /** The database's name; letters, digits and underscores. */
    public String name() {
        return name;
    }

    /** The JDBC address of this database. */
    public String url() {
        return server.url(name);
    }

    /** The JDBC address of the server, without a database. */
    public String serverUrl() {
        return server.url("");
    }

    /** A user who may do everything on the server. */
    public String user() {
        return server.user();
    }

    /** That user's password; may be empty. */
    public String password() {
        return server.password();
    }

    /** A new connection to this database; the caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), user(), password());
    }

    /** Runs statements one after the other on one connection; the test fails with the first that fails. */
    public void execute(String... sql) {
        Sql.execute(this::connect, sql);
    }

    /** A query's rows, each cell as text, with {@code NULL} for null. */
    public List<List<String>> query(String sql) {
        return Sql.query(this::connect, sql);
    }

    private Connection connectToServer() throws SQLException {
        return DriverManager.getConnection(serverUrl(), user(), password());
    }

    /** Drops the database. */
    @Override
    public void close() {
        Sql.execute(this::connectToServer, "DROP DATABASE IF EXISTS `" + name + "`");
    }
}
