package io.bendsync.transforms;

import java.util.Locale;

/** Which of a table's names tell its rows from those of other tables that become one with it. */
public enum ShardNames {
    /** The database's name. */
    DATABASE,
    /** The table's name. */
    TABLE,
    /** Both, with a dot between. */
    DATABASE_TABLE;

    /** As settings write it: {@code database}, {@code table} or {@code database.table}. */
    public static ShardNames of(String setting) {
        return valueOf(setting.replace('.', '_').toUpperCase(Locale.ROOT));
    }

    /** As settings write it. */
    public String setting() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    String of(String database, String table) {
        return switch (this) {
            case DATABASE -> database;
            case TABLE -> table;
            case DATABASE_TABLE -> database + "." + table;
        };
    }
}
