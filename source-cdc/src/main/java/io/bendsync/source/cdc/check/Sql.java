package io.bendsync.source.cdc.check;

/** How names and texts stand in a MySQL statement. */
final class Sql {

    private Sql() {}

    static String identifier(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    static String literal(String text) {
        return '\'' + text.replace("\\", "\\\\").replace("'", "''") + '\'';
    }

    /** An account as CURRENT_USER() gives it, {@code user@host}, as GRANT wants it. */
    static String account(String currentUser) {
        int at = currentUser.lastIndexOf('@');
        return at < 0
                ? literal(currentUser)
                : literal(currentUser.substring(0, at)) + '@' + literal(currentUser.substring(at + 1));
    }
}
