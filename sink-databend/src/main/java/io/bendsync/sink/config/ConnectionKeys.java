package io.bendsync.sink.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Settings: where Databend is. */
public final class ConnectionKeys {
    public static final String URL = "connection.url";
    public static final String USER = "connection.user";
    public static final String PASSWORD = "connection.password";
    public static final String SSL = "connection.ssl";
    public static final String DATABASE = "connection.database";
    public static final String ATTEMPTS = "connection.attempts";
    public static final String BACKOFF = "connection.backoff.ms";
    static final String GROUP = "Connection";

    private ConnectionKeys() {}

    static void define(ConfigDef def) {
        int order = 0;
        def.define(
                URL,
                ConfigDef.Type.STRING,
                ConfigDef.NO_DEFAULT_VALUE,
                Importance.HIGH,
                "Where Databend is: jdbc:databend://host:8000/database. Options as Databend's JDBC driver knows them,"
                        + " for example ssl=true, warehouse=name, presigned_url_disabled=true.",
                GROUP,
                ++order,
                Width.LONG,
                "URL");
        def.define(
                USER,
                ConfigDef.Type.STRING,
                "",
                Importance.HIGH,
                "The user to connect as.",
                GROUP,
                ++order,
                Width.MEDIUM,
                "User");
        def.define(
                PASSWORD,
                ConfigDef.Type.PASSWORD,
                "",
                Importance.HIGH,
                "The user's password.",
                GROUP,
                ++order,
                Width.MEDIUM,
                "Password");
        def.define(
                DATABASE,
                ConfigDef.Type.STRING,
                "",
                Importance.MEDIUM,
                "The database for tables that table.name.format names no database for. Left out: the one of"
                        + " connection.url, else 'default'.",
                GROUP,
                ++order,
                Width.MEDIUM,
                "Database");
        def.define(
                SSL,
                ConfigDef.Type.BOOLEAN,
                false,
                Importance.MEDIUM,
                "Whether to speak TLS (https) with Databend, as ssl=true in connection.url says too.",
                GROUP,
                ++order,
                Width.SHORT,
                "TLS");
        def.define(
                ATTEMPTS,
                ConfigDef.Type.INT,
                3,
                Range.atLeast(1),
                Importance.LOW,
                "How often a starting task tries to reach Databend before it fails.",
                GROUP,
                ++order,
                Width.SHORT,
                "Attempts");
        def.define(
                BACKOFF,
                ConfigDef.Type.LONG,
                10_000L,
                Range.atLeast(0),
                Importance.LOW,
                "The wait between these attempts, in milliseconds.",
                GROUP,
                ++order,
                Width.SHORT,
                "Wait between attempts (ms)");
    }
}
