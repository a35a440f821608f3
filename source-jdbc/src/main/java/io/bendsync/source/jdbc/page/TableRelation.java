package io.bendsync.source.jdbc.page;

import io.bendsync.source.jdbc.mysql.Session;
import io.bendsync.source.jdbc.table.TableCatalog;
import io.bendsync.source.jdbc.table.TableName;
import io.bendsync.source.jdbc.table.TableSchema;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A table, described by the data dictionary.
 *
 * @param name the table
 * @param suffix what is put behind each page's statement
 * @param filter a condition that the rows meet; empty for all rows
 */
public record TableRelation(TableName name, String suffix, String filter) implements Relation {
    /** All rows of a table. */
    public TableRelation(TableName name, String suffix) {
        this(name, suffix, "");
    }

    @Override
    public String sql() {
        return filter.isEmpty() ? name.quoted() : "(SELECT * FROM " + name.quoted() + " WHERE " + filter + ")";
    }

    @Override
    public Optional<TableSchema> describe(Session session) throws SQLException {
        return new TableCatalog(session.connection()).describe(name);
    }
}
