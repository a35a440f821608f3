package io.bendsync.source.jdbc.table;

import io.bendsync.source.jdbc.mysql.SqlName;

/**
 * A table of a database.
 *
 * @param database the database's name as the data dictionary has it
 * @param table the table's name as the data dictionary has it
 */
public record TableName(String database, String table) implements Comparable<TableName> {
    /** As it stands in SQL text. */
    public String quoted() {
        return SqlName.quoted(database) + "." + SqlName.quoted(table);
    }

    @Override
    public int compareTo(TableName other) {
        int byDatabase = database.compareTo(other.database);
        return byDatabase != 0 ? byDatabase : table.compareTo(other.table);
    }

    /** {@code database.table}: for messages, offsets and matching, not for SQL. */
    @Override
    public String toString() {
        return database + "." + table;
    }
}
