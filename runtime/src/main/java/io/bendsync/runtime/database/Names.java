package io.bendsync.runtime.database;

/** Identifiers and literals, quoted whatever they hold. */
public final class Names {
    private Names() {}

    /** An identifier of MySQL's. */
    public static String mysql(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** An identifier of Databend's. */
    public static String databend(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
