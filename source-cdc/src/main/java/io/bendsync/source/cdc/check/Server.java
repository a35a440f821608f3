package io.bendsync.source.cdc.check;

import io.bendsync.source.cdc.config.Translated;
import io.debezium.config.Configuration;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.relational.Tables.TableFilter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A MySQL server as the checks see it: its variables, its version, the account, and the tables to be captured. */
final class Server {

    private static final int QUERY_SECONDS = 5;
    private static final String TABLES = """
            SELECT t.table_schema, t.table_name, EXISTS (
                SELECT 1 FROM information_schema.statistics s
                WHERE s.table_schema = t.table_schema AND s.table_name = t.table_name AND s.non_unique = 0
                GROUP BY s.index_name HAVING SUM(s.nullable = 'YES') = 0)
            FROM information_schema.tables t
            WHERE t.table_type = 'BASE TABLE'
            AND t.table_schema NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')
            ORDER BY 1, 2
            """;

    private final Connection connection;
    private final Translated config;
    private final Map<String, String> variables;
    private final String version;
    private final String account;
    private List<SourceTable> tables;
    private List<SourceTable> captured;

    private Server(Connection connection, Translated config) throws SQLException {
        this.connection = connection;
        this.config = config;
        this.variables = readVariables();
        this.version = text("SELECT VERSION()");
        this.account = text("SELECT CURRENT_USER()");
    }

    static Server behind(Connection connection, Translated config) throws SQLException {
        return new Server(connection, config);
    }

    /** A global variable's value, or "" if the server has none of this name. */
    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    boolean isMariaDb() {
        return version.toLowerCase(Locale.ROOT).contains("mariadb");
    }

    String version() {
        return version;
    }

    /** The account that the server took us for, as GRANT wants it. */
    String account() {
        return Sql.account(account);
    }

    /**
     * Those that exist now, that the account can see, and that the configuration selects. Asked for when a check wants
     * them: on a server of many tables the answer takes seconds.
     */
    List<SourceTable> captured() throws SQLException {
        if (captured == null) {
            TableFilter filter = new MySqlConnectorConfig(Configuration.from(config.debezium()))
                    .getTableFilters()
                    .dataCollectionFilter();
            captured = tables().stream()
                    .filter(table -> filter.isIncluded(table.id()))
                    .toList();
        }
        return captured;
    }

    /** Those that exist now and that the account can see. */
    List<SourceTable> tables() throws SQLException {
        if (tables == null) {
            tables = rows(TABLES).stream()
                    .map(row -> new SourceTable(row.get(0), row.get(1), "1".equals(row.get(2))))
                    .toList();
        }
        return tables;
    }

    /** The configuration in Debezium's words. */
    Map<String, String> settings() {
        return config.debezium();
    }

    /** A setting in Debezium's words, or "". */
    String setting(String debeziumKey) {
        return config.debezium().getOrDefault(debeziumKey, "");
    }

    /** The key at which the user would look for a setting of Debezium's. */
    String userKey(String debeziumKey) {
        return config.userKey(debeziumKey);
    }

    /**
     * All rows of a statement's answer, cells as text.
     *
     * @param sql the statement, which holds no values
     * @param values bound to its question marks
     */
    List<List<String>> rows(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(QUERY_SECONDS);
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet answer = statement.executeQuery()) {
                return cells(answer);
            }
        }
    }

    /** The same for the SHOW statements, which cannot be prepared everywhere. */
    List<List<String>> show(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(QUERY_SECONDS);
            try (ResultSet answer = statement.executeQuery(sql)) {
                return cells(answer);
            }
        }
    }

    private String text(String sql) throws SQLException {
        return rows(sql).get(0).get(0);
    }

    private Map<String, String> readVariables() throws SQLException {
        Map<String, String> read = new HashMap<>();
        for (List<String> row : show("SHOW GLOBAL VARIABLES")) {
            read.put(row.get(0).toLowerCase(Locale.ROOT), row.get(1));
        }
        return read;
    }

    private static List<List<String>> cells(ResultSet answer) throws SQLException {
        int columns = answer.getMetaData().getColumnCount();
        List<List<String>> rows = new ArrayList<>();
        while (answer.next()) {
            List<String> row = new ArrayList<>(columns);
            for (int i = 1; i <= columns; i++) {
                row.add(answer.getString(i));
            }
            rows.add(row);
        }
        return rows;
    }
}
