package io.bendsync.sink.schema;

import static io.bendsync.sink.databend.Identifier.quoted;

import io.bendsync.sink.databend.TableName;
import java.util.List;
import java.util.Optional;

/** One change of a table, as one statement: Databend takes one action per ALTER. Each may be run twice. */
public sealed interface SchemaStep {
    String sql();

    /** A query that must find nothing before the step is taken, empty if the step is safe by itself. */
    default Optional<String> guard() {
        return Optional.empty();
    }

    /** A new table. */
    record CreateTable(TableName table, List<Column> columns, String clusterBy, String options) implements SchemaStep {
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
            if (!clusterBy.isBlank()) {
                sql.append(" CLUSTER BY (").append(clusterBy).append(')');
            }
            return options.isBlank() ? sql.toString() : sql + " " + options;
        }
    }

    /** A new column, nullable whatever the source says: rows that are there already may have no value for it. */
    record AddColumn(TableName table, Column column) implements SchemaStep {
        @Override
        public String sql() {
            String filling = column.filling().isEmpty() ? "" : " DEFAULT " + column.filling();
            return "ALTER TABLE " + table.sql() + " ADD COLUMN IF NOT EXISTS " + quoted(column.name()) + " "
                    + column.type().sql() + " NULL" + filling;
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

    /**
     * A whole-number column becomes DOUBLE, because objects without a schema turn out to hold fractions there too;
     * only while each number that it holds has few enough digits.
     */
    record NumbersToDouble(TableName table, String column) implements SchemaStep {
        @Override
        public String sql() {
            return "ALTER TABLE " + table.sql() + " MODIFY COLUMN " + quoted(column) + " DOUBLE NULL";
        }

        @Override
        public Optional<String> guard() {
            return Optional.of("SELECT 1 FROM " + table.sql() + " WHERE " + quoted(column)
                    + " NOT BETWEEN -9007199254740992 AND 9007199254740992 LIMIT 1");
        }
    }

    /** A column that its source has no longer. */
    record DropColumn(TableName table, String column) implements SchemaStep {
        @Override
        public String sql() {
            return "ALTER TABLE " + table.sql() + " DROP COLUMN " + quoted(column);
        }
    }

    /** Another name for a column. */
    record RenameColumn(TableName table, String column, String to) implements SchemaStep {
        @Override
        public String sql() {
            return "ALTER TABLE " + table.sql() + " RENAME COLUMN " + quoted(column) + " TO " + quoted(to);
        }
    }

    /** A column's values, where it has any, take the place of another's. */
    record MoveValues(TableName table, String column, String to) implements SchemaStep {
        @Override
        public String sql() {
            return "UPDATE " + table.sql() + " SET " + quoted(to) + " = " + quoted(column) + " WHERE " + quoted(column)
                    + " IS NOT NULL";
        }
    }

    /** A table that its source has no longer; Databend's UNDROP TABLE brings it back for a while. */
    record DropTable(TableName table) implements SchemaStep {
        @Override
        public String sql() {
            return "DROP TABLE IF EXISTS " + table.sql();
        }
    }
}
