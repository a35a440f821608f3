package io.bendsync.source.cdc.load;

import io.bendsync.source.cdc.config.Loopback;
import io.bendsync.source.cdc.ddl.WorkingCopies;
import io.bendsync.source.cdc.stream.Position;
import io.debezium.config.Configuration;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.jdbc.MySqlConnection;
import io.debezium.connector.mysql.jdbc.MySqlConnectionConfiguration;
import io.debezium.connector.mysql.jdbc.MySqlFieldReaderResolver;
import io.debezium.converters.custom.CustomConverterServiceProvider;
import io.debezium.relational.TableId;
import io.debezium.relational.Tables.TableFilter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of the first load, opened as Debezium opens its own. One thread's. */
final class LoadConnection implements AutoCloseable {

    /** As short as can be, as whoever writes waits behind a lock that waits. */
    private static final int LOCK_WAIT_SECONDS = 1;

    private static final Logger LOG = LoggerFactory.getLogger(LoadConnection.class);
    private static final String SSL_MODE = "database.ssl.mode";
    private static final String SILENCE_MS = "60000";
    private static final String TABLES = "SELECT table_schema, table_name FROM information_schema.tables"
            + " WHERE table_type = 'BASE TABLE'"
            + " AND table_schema NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema') ORDER BY 1, 2";

    private final MySqlConnection debezium;
    private final MySqlConnectorConfig config;
    private final Map<String, String> settings;
    private volatile Connection session;

    private LoadConnection(MySqlConnection debezium, MySqlConnectorConfig config, Map<String, String> settings) {
        this.debezium = debezium;
        this.config = config;
        this.settings = settings;
    }

    /**
     * Opens one. Within a machine, where nobody listens, it does without TLS, which would take a tenth of all processor
     * time, unless the server or the user wants it.
     *
     * @param config the configuration in Debezium's words
     */
    static LoadConnection open(Map<String, String> config) throws SQLException {
        if (!config.containsKey(SSL_MODE) && Loopback.contains(config.getOrDefault("database.hostname", ""))) {
            Map<String, String> plain = new HashMap<>(config);
            plain.put(SSL_MODE, "disabled");
            try {
                return connect(plain);
            } catch (SQLException e) {
                LOG.debug("not without TLS: {}", e.getMessage());
            }
        }
        return connect(config);
    }

    private static LoadConnection connect(Map<String, String> config) throws SQLException {
        Map<String, String> settings = new HashMap<>(config);
        settings.putIfAbsent("driver.socketTimeout", SILENCE_MS);
        Configuration configuration = Configuration.from(settings);
        MySqlConnectorConfig connector = new MySqlConnectorConfig(configuration);
        connector.getServiceRegistry().registerServiceProvider(new CustomConverterServiceProvider());
        LoadConnection connection = new LoadConnection(
                new MySqlConnection(
                        new MySqlConnectionConfiguration(configuration), MySqlFieldReaderResolver.resolve(connector)),
                connector,
                settings);
        try {
            connection.session = connection.jdbc();
            connection.execute("SET SESSION lock_wait_timeout = " + LOCK_WAIT_SECONDS);
            connection.execute("SET SESSION innodb_lock_wait_timeout = " + LOCK_WAIT_SECONDS);
            connection.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    MySqlConnection debezium() {
        return debezium;
    }

    /** Whether the server tells TIMESTAMPs in UTC, as it does unless the user has chosen another zone. */
    boolean isInUtc() {
        return "UTC".equals(settings.get("driver.connectionTimeZone"))
                && "true".equals(settings.get("driver.forceConnectionTimeZoneToSession"));
    }

    Connection jdbc() throws SQLException {
        return debezium.connection();
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = jdbc().createStatement()) {
            statement.execute(sql);
        }
    }

    /** The tables that are captured and there now. */
    List<TableId> captured() throws SQLException {
        TableFilter filter = config.getTableFilters().dataCollectionFilter();
        List<TableId> all = tables();
        WorkingCopies copies = copies(all);
        return all.stream()
                .filter(table -> filter.isIncluded(table) && !copies.include(table))
                .toList();
    }

    /** By which to know what online schema changes leave beside the tables that are there now. */
    WorkingCopies copies() throws SQLException {
        return copies(tables());
    }

    private WorkingCopies copies(List<TableId> tables) {
        return new WorkingCopies(tables, settings);
    }

    private List<TableId> tables() throws SQLException {
        List<TableId> tables = new ArrayList<>();
        try (Statement statement = jdbc().createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                tables.add(new TableId(rows.getString(1), null, rows.getString(2)));
            }
        }
        return tables;
    }

    /** Begins a transaction in which the table keeps its structure; nobody's writes wait for it. */
    void hold(TableId table) throws SQLException {
        execute("START TRANSACTION READ ONLY");
        keep(table);
    }

    /** Another table for the transaction at hand: its metadata lock stays until that ends. */
    void keep(TableId table) throws SQLException {
        execute("SELECT 1 FROM " + quoted(table) + " LIMIT 0");
    }

    void release() throws SQLException {
        execute("COMMIT");
    }

    String createStatement(TableId table) throws SQLException {
        try (Statement statement = jdbc().createStatement();
                ResultSet row = statement.executeQuery("SHOW CREATE TABLE " + quoted(table))) {
            row.next();
            return row.getString(2);
        }
    }

    /** By which the server is told from all others. */
    String serverUuid() throws SQLException {
        try (Statement statement = jdbc().createStatement();
                ResultSet row = statement.executeQuery("SELECT @@server_uuid")) {
            row.next();
            return row.getString(1);
        }
    }

    /** Where the binlog is now. */
    Position position() throws SQLException {
        try (Statement statement = jdbc().createStatement();
                ResultSet row = statement.executeQuery(debezium.binaryLogStatusStatement())) {
            if (!row.next()) {
                throw new ConnectException("the server writes no binlog");
            }
            String gtids = row.getMetaData().getColumnCount() > 4 ? row.getString(5) : null;
            return new Position(row.getString(1), row.getLong(2), gtids == null ? "" : gtids.replaceAll("\\s", ""));
        }
    }

    /**
     * Whether all that the binlog has up to a position by GTIDs can be read from the tables. A transaction is in the
     * binlog before its rows are visible, and in the set of GTIDs only after.
     */
    boolean hasGtids() {
        return debezium.isGtidModeEnabled();
    }

    /**
     * Makes sure that the binlog can still be read from a position.
     *
     * @throws ConnectException in the words of Debezium, by which it is told from other failures, if it cannot
     */
    void requireBinlogFrom(Position position) {
        if (!debezium.isBinlogPositionAvailable(
                config, position.gtids().isEmpty() ? null : position.gtids(), position.file())) {
            throw new ConnectException("the binlog at " + position.file() + ":" + position.pos()
                    + ", from which to go on after the first load, is no longer available on the server");
        }
    }

    /** Breaks it off, from any thread, whatever is waited for. */
    void abort() {
        try {
            session.abort(Runnable::run);
        } catch (SQLException e) {
            // It is gone already.
            return;
        }
    }

    static String quoted(TableId table) {
        return quoted(table.catalog()) + "." + quoted(table.table());
    }

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    @Override
    public void close() {
        try {
            debezium.close();
        } catch (SQLException e) {
            // What was read is handed on or dropped already; the server ends the session by itself.
            return;
        }
    }
}
