package io.bendsync.source.jdbc.deletes;

import io.bendsync.source.jdbc.mysql.Session;
import io.bendsync.source.jdbc.page.Relation;
import io.bendsync.source.jdbc.table.Column;
import io.bendsync.source.jdbc.table.TableCatalog;
import io.bendsync.source.jdbc.table.TableName;
import io.bendsync.source.jdbc.table.TableSchema;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A table of which only the key is read.
 *
 * @param name the table
 */
record KeyRelation(TableName name) implements Relation {
    @Override
    public String sql() {
        return name.quoted();
    }

    @Override
    public String suffix() {
        return "";
    }

    @Override
    public Optional<TableSchema> describe(Session session) throws SQLException {
        return new TableCatalog(session.connection()).describe(name).map(table -> {
            KeyColumns.of(table);
            List<Column> key = table.key().stream().map(KeyRelation::visible).toList();
            return new TableSchema(name, key, key);
        });
    }

    /** As a column that is selected by its name. */
    private static Column visible(Column column) {
        return new Column(
                column.name(),
                column.dataType(),
                column.fullType(),
                column.nullable(),
                column.length(),
                column.scale(),
                Column.Trait.NONE);
    }
}
