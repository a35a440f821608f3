package io.bendsync.source.jdbc.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the server's data dictionary: which tables there are, and what they look like. */
public final class TableCatalog {
    private static final Pattern PARENTHESES = Pattern.compile("^\\w+\\((\\d+)(?:,(\\d+))?\\)");

    private static final String TABLES = """
            SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE FROM information_schema.TABLES
            WHERE TABLE_SCHEMA NOT IN ('information_schema', 'performance_schema', 'mysql', 'sys')
            ORDER BY TABLE_SCHEMA, TABLE_NAME""";

    private static final String COLUMNS = """
            SELECT COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, IS_NULLABLE, CHARACTER_MAXIMUM_LENGTH, EXTRA,
                   COLUMN_DEFAULT, NUMERIC_SCALE
            FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION""";

    private static final String UNIQUE_KEYS = """
            SELECT INDEX_NAME, COLUMN_NAME FROM information_schema.STATISTICS
            WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND NON_UNIQUE = 0
            ORDER BY INDEX_NAME = 'PRIMARY' DESC, INDEX_NAME, SEQ_IN_INDEX""";

    private final Connection connection;

    /**
     * The server's catalogue, asked over this connection at each call.
     *
     * @param connection a session that the caller keeps and closes
     */
    public TableCatalog(Connection connection) {
        this.connection = connection;
    }

    /**
     * Gives all tables the account may see, those of the server itself left out, sorted.
     *
     * @param types the kinds of table wanted, as JDBC names them: TABLE, VIEW
     * @throws SQLException when the server refuses
     */
    public List<TableName> tables(List<String> types) throws SQLException {
        List<TableName> names = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TABLES);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String type = rows.getString(3).equals("BASE TABLE") ? "TABLE" : rows.getString(3);
                if (types.contains(type)) {
                    names.add(new TableName(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return names;
    }

    /**
     * Gives what it looks like now, empty when there is no such table or the account may not see it.
     *
     * @param name a table
     * @throws SQLException when the server refuses
     */
    public Optional<TableSchema> describe(TableName name) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement statement = of(COLUMNS, name);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                columns.add(column(rows));
            }
        }
        return columns.isEmpty() ? Optional.empty() : Optional.of(new TableSchema(name, columns, key(name, columns)));
    }

    private List<Column> key(TableName name, List<Column> columns) throws SQLException {
        Map<String, List<Column>> keys = new LinkedHashMap<>();
        try (PreparedStatement statement = of(UNIQUE_KEYS, name);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String column = rows.getString(2);
                // An index over an expression names no column: it can be no key of ours.
                keys.computeIfAbsent(rows.getString(1), index -> new ArrayList<>())
                        .add(columns.stream()
                                .filter(c -> c.name().equals(column))
                                .findFirst()
                                .orElse(null));
            }
        }
        return keys.values().stream()
                .filter(key -> key.stream().allMatch(c -> c != null && !c.nullable()))
                .findFirst()
                .orElse(List.of());
    }

    private PreparedStatement of(String sql, TableName name) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, name.database());
        statement.setString(2, name.table());
        return statement;
    }

    private static Column column(ResultSet row) throws SQLException {
        String dataType = row.getString(2).toLowerCase(Locale.ROOT);
        String fullType = row.getString(3);
        long characters = row.getLong(5);
        String extra = row.getString(6).toLowerCase(Locale.ROOT);
        String byDefault = row.getString(7);
        Matcher numbers = PARENTHESES.matcher(fullType);
        int length = (int) Math.min(Integer.MAX_VALUE, characters);
        int scale = row.getInt(8);
        if (numbers.find()) {
            length = Integer.parseInt(numbers.group(1));
            scale = numbers.group(2) == null ? 0 : Integer.parseInt(numbers.group(2));
        }
        boolean temporal = List.of("datetime", "timestamp", "time").contains(dataType);
        return new Column(
                row.getString(1),
                dataType,
                fullType,
                row.getString(4).equals("YES"),
                length,
                temporal ? length : scale,
                new Column.Trait(
                        extra.contains("auto_increment"),
                        extra.contains("on update"),
                        byDefault != null && byDefault.toUpperCase(Locale.ROOT).startsWith("CURRENT_TIMESTAMP"),
                        extra.contains("invisible")));
    }
}
