package io.bendsync.source.cdc.check;

import io.debezium.relational.TableId;

/**
 * A table that the connector captures.
 *
 * @param database its database
 * @param name its name
 * @param keyed whether a primary key, or a unique key without nullable columns, tells its rows apart
 */
record SourceTable(String database, String name, boolean keyed) {

    /** Both names in back-quotes, for use in a statement. */
    String quoted() {
        return Sql.identifier(database) + "." + Sql.identifier(name);
    }

    /** As Debezium has it. */
    TableId id() {
        return new TableId(database, null, name);
    }

    @Override
    public String toString() {
        return database + "." + name;
    }
}
