package io.bendsync.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** A database of a test's own on the shared Databend; dropped after the test. */
public final class DatabendDatabase implements AutoCloseable {
    /** The engine's local storage cannot presign, so files go through the server. */
    static final String OPTIONS = "?presigned_url_disabled=true";

    private static final String ALWAYS_THERE = "default";

    private final DatabaseServer server;
    private final String name;

    DatabendDatabase(DatabaseServer server, String name) {
        this.server = server;
        this.name = name;
        Sql.execute(this::connectToServer, "CREATE DATABASE `" + name + "`");
    }

    /** The database's name; lower-case letters, digits and underscores. */
    public String name() {
        return name;
    }

    /** The JDBC address of this database, which says {@code presigned_url_disabled=true}. */
    public String url() {
        return server.url(name);
    }

    /** The JDBC address of the server with the database {@code default}. */
    public String serverUrl() {
        return server.url(ALWAYS_THERE);
    }

    /** A user who may do everything on the server. */
    public String user() {
        return server.user();
    }

    /** That user's password. */
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
