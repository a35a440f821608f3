package io.bendsync.transforms;

/**
 * What the column that tells the shard holds.
 *
 * @param names which of the table's names
 * @param server stands before them, with a dot between, so that databases of one name on several servers stay apart; empty
 *     where there is one server
 */
public record ShardValue(ShardNames names, String server) {
    /** The database's name, for tables of one server. */
    public static final ShardValue DATABASE = new ShardValue(ShardNames.DATABASE, "");

    /** The value for rows of a table. */
    public String of(String database, String table) {
        return prefix() + names.of(database, table);
    }

    /** Whether a value tells of another server's tables, of which we know nothing. */
    public boolean isElsewhere(String value) {
        return !server.isEmpty() && !value.startsWith(prefix());
    }

    private String prefix() {
        return server.isEmpty() ? "" : server + ".";
    }
}
