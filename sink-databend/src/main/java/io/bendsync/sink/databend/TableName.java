package io.bendsync.sink.databend;

/** A table by its full name. */
public record TableName(String database, String table) implements Comparable<TableName> {
    /** The name as it stands in SQL. */
    public String sql() {
        return Identifier.quoted(database) + '.' + Identifier.quoted(table);
    }

    @Override
    public int compareTo(TableName other) {
        int byDatabase = database.compareTo(other.database);
        return byDatabase != 0 ? byDatabase : table.compareTo(other.table);
    }

    @Override
    public String toString() {
        return database + '.' + table;
    }
}
