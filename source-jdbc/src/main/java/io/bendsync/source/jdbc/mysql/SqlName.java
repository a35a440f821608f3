package io.bendsync.source.jdbc.mysql;

/** Identifiers as they stand in SQL text: always in backticks, whatever they contain. */
public final class SqlName {
    private SqlName() {}

    /**
     * Gives the name in backticks, a backtick within doubled.
     *
     * @param identifier a database, table or column name as the data dictionary has it
     * @throws IllegalArgumentException when the name is empty or holds a NUL, which no MySQL name can
     */
    public static String quoted(String identifier) {
        if (identifier.isEmpty() || identifier.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not a MySQL identifier");
        }
        return '`' + identifier.replace("`", "``") + '`';
    }
}
