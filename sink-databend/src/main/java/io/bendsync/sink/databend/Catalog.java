package io.bendsync.sink.databend;

import static io.bendsync.sink.databend.Identifier.literal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What tables the server has, by exact name: never by a LIKE pattern, never in another database. */
public final class Catalog {
    private Catalog() {}

    /**
     * A column as the server describes it.
     *
     * @param type its type in SQL, for example {@code DECIMAL(10, 2)}
     * @param hasDefault whether a row that does not name it gets a value other than NULL
     */
    public record ColumnDescription(String name, String type, boolean nullable, boolean hasDefault) {}

    /** The table's columns, or empty if there is no such table. */
    public static Optional<List<ColumnDescription>> columns(Session session, TableName table) throws DatabendException {
        QueryResult result = session.execute(
                "SELECT name, data_type, is_nullable, default_kind FROM system.columns WHERE database = "
                        + literal(table.database()) + " AND table = " + literal(table.table()));
        List<ColumnDescription> columns = new ArrayList<>();
        for (List<String> row : result.rows()) {
            columns.add(new ColumnDescription(
                    row.get(0),
                    row.get(1),
                    "YES".equalsIgnoreCase(row.get(2)),
                    row.get(3) != null && !row.get(3).isBlank()));
        }
        return columns.isEmpty() ? Optional.empty() : Optional.of(columns);
    }

    /** Names of a database's tables. */
    public static List<String> tables(Session session, String database) throws DatabendException {
        return session.execute("SELECT name FROM system.tables WHERE database = " + literal(database)).rows().stream()
                .map(row -> row.get(0))
                .toList();
    }

    public static boolean hasDatabase(Session session, String database) throws DatabendException {
        return !session.execute("SELECT name FROM system.databases WHERE name = " + literal(database))
                .rows()
                .isEmpty();
    }
}
