package io.bendsync.sink.schema;

import static io.bendsync.sink.databend.Identifier.quoted;

import io.bendsync.sink.databend.TableName;
import java.util.List;

/** One change of a table, as one statement: Databend takes one action per ALTER. Each may be run twice. */
public sealed interface SchemaStep {
    String sql();

    /** A new table. */
    record CreateTable(TableName table, List<Column> columns, List<String> clusterBy, String options)
            implements SchemaStep {
        @Override
        public String sql() {
            StringBuilder sql = new StringBuilder("CREATE TABLE IF NOT EXISTS " + table.sql() + " (");
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                sql.append(i == 0 ? "" : ", ")
                        .append(quoted(column.name()))
                        .append(' ')
                        .append(column.type().sql())
                        .append(column.nullable() ? " NULL" : " NOT NULL");
            }
            sql.append(')');
            if (!clusterBy.isEmpty()) {
                sql.append(" CLUSTER BY (").append(String.join(", ", clusterBy)).append(')');
            }
            return options.isBlank() ? sql.toString() : sql + " " + options;
        }
    }

    /** A new column, nullable whatever the source says: rows that are there already have no value for it. */
    record AddColumn(TableName table, String column, ColumnType type) implements SchemaStep {
        @Override
        public String sql() {
            return "ALTER TABLE " + table.sql() + " ADD COLUMN IF NOT EXISTS " + quoted(column) + " " + type.sql()
                    + " NULL";
        }
    }

    /** Another type or nullability for a column; the server casts what is there, or refuses as a whole. */
    record ModifyColumn(TableName table, Column column) implements SchemaStep {
        @Override
        public String sql() {
            return "ALTER TABLE " + table.sql() + " MODIFY COLUMN " + quoted(column.name()) + " "
                    + column.type().sql() + (column.nullable() ? " NULL" : " NOT NULL");
        }
    }
}
