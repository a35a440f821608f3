package io.bendsync.transforms;

import java.util.Locale;

/** What the column that tells the shard holds. */
public enum ShardValue {
    /** The database's name. */
    DATABASE,
    /** The table's name. */
    TABLE,
    /** Both, with a dot between. */
    DATABASE_TABLE;

    /** As settings write it: {@code database}, {@code table} or {@code database.table}. */
    public static ShardValue of(String setting) {
        return valueOf(setting.replace('.', '_').toUpperCase(Locale.ROOT));
    }

    /** The value for rows of a table. */
    public String of(String database, String table) {
        return switch (this) {
            case DATABASE -> database;
            case TABLE -> table;
            case DATABASE_TABLE -> database + "." + table;
        };
    }

    /** As settings write it. */
    public String setting() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
