package io.bendsync.sink.databend;

/** Renders names and texts as SQL. Every name we send is quoted, whatever it contains. */
public final class Identifier {
    private Identifier() {}

    /**
     * A quoted name. Backticks mean a name in each of Databend's SQL dialects, but cannot hold a backtick;
     * such a name goes in double quotes, where a double quote is doubled.
     *
     * @throws IllegalArgumentException for an empty name or one with a NUL character
     */
    public static String quoted(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a name may be neither empty nor contain a NUL character");
        }
        if (name.indexOf('`') < 0) {
            return '`' + name + '`';
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text literal; backslashes count as escapes in Databend, so they are doubled as quotes are. */
    public static String literal(String text) {
        return '\'' + text.replace("\\", "\\\\").replace("'", "''") + '\'';
    }
}
