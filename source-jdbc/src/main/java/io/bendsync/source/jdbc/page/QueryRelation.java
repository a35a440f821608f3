package io.bendsync.source.jdbc.page;

import io.bendsync.source.jdbc.mysql.Session;
import io.bendsync.source.jdbc.table.Column;
import io.bendsync.source.jdbc.table.TableName;
import io.bendsync.source.jdbc.table.TableSchema;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A query of the user's ({@code query}), read as a derived table, so that it may have conditions of its own. The server
 * describes its result; ENUM and SET come as text, and there is no key.
 *
 * @param name the name for schemas and messages
 * @param query the SELECT
 * @param suffix what is put behind each page's statement
 */
public record QueryRelation(TableName name, String query, String suffix) implements Relation {
    private static final int DATE_TIME_LENGTH = 19;
    private static final int TIME_LENGTH = 10;

    @Override
    public String sql() {
        // A line of its own: the query may end in a comment.
        return "(" + query + "\n)";
    }

    @Override
    public Optional<TableSchema> describe(Session session) throws SQLException {
        try (PreparedStatement statement =
                        session.connection().prepareStatement("SELECT t.* FROM " + sql() + " t LIMIT 0");
                var result = statement.executeQuery()) {
            ResultSetMetaData found = result.getMetaData();
            List<Column> columns = new ArrayList<>();
            for (int i = 1; i <= found.getColumnCount(); i++) {
                columns.add(column(found, i));
            }
            return Optional.of(new TableSchema(name, columns, List.of()));
        }
    }

    private static Column column(ResultSetMetaData found, int i) throws SQLException {
        String type = found.getColumnTypeName(i).toLowerCase(Locale.ROOT);
        String dataType = type.replace(" unsigned", "");
        int precision = found.getPrecision(i);
        int digits = switch (dataType) {
            case "datetime", "timestamp" -> fraction(precision, DATE_TIME_LENGTH);
            case "time" -> fraction(precision, TIME_LENGTH);
            default -> found.getScale(i);
        };
        return new Column(
                found.getColumnLabel(i),
                dataType,
                type,
                found.isNullable(i) != ResultSetMetaData.columnNoNulls,
                precision,
                digits,
                Column.Trait.NONE);
    }

    /** Digits after the point: what the text is longer than without, but for the point. */
    private static int fraction(int length, int without) {
        return Math.max(0, length - without - 1);
    }
}
