package io.bendsync.sink.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Settings: how records become rows. */
public final class RecordKeys {
    public static final String INSERT_MODE = "insert.mode";
    public static final String PK_MODE = "pk.mode";
    public static final String PK_FIELDS = "pk.fields";
    public static final String DELETE_ENABLED = "delete.enabled";
    public static final String DELETE_MODE = "delete.mode";
    public static final String DELETE_COLUMN = "delete.soft.column";
    public static final String ONLY = "fields.whitelist";
    public static final String NEVER = "fields.blacklist";
    public static final String INGEST_COLUMNS = "ingest.columns";
    public static final String TIMEZONE = "db.timezone";
    static final String GROUP = "Records";

    private RecordKeys() {}

    static void define(ConfigDef def) {
        int order = 0;
        def.define(
                INSERT_MODE,
                ConfigDef.Type.STRING,
                "insert",
                OneOf.words("insert", "upsert"),
                Importance.HIGH,
                "insert adds a row for each record; upsert puts it in the place of the row with the same key.",
                GROUP,
                ++order,
                Width.SHORT,
                "Insert mode",
                OneOf.words("insert", "upsert"));
        def.define(
                PK_MODE,
                ConfigDef.Type.STRING,
                "record_value",
                OneOf.words("none", "kafka", "record_key", "record_value"),
                Importance.HIGH,
                "Where a row's key comes from: nowhere, the record's topic, partition and offset, its key, or fields"
                        + " of its value.",
                GROUP,
                ++order,
                Width.SHORT,
                "Key mode",
                OneOf.words("none", "kafka", "record_key", "record_value"));
        def.define(
                PK_FIELDS,
                ConfigDef.Type.LIST,
                List.of(),
                Importance.HIGH,
                "The key columns. Left out: all fields of the record's key or value, by pk.mode.",
                GROUP,
                ++order,
                Width.MEDIUM,
                "Key columns");
        def.define(
                DELETE_ENABLED,
                ConfigDef.Type.BOOLEAN,
                false,
                Importance.MEDIUM,
                "Whether tombstones and delete events delete rows, and truncate events all rows. Needs"
                        + " insert.mode=upsert. Off: they are passed over.",
                GROUP,
                ++order,
                Width.SHORT,
                "Deletes");
        def.define(
                DELETE_MODE,
                ConfigDef.Type.STRING,
                "hard",
                OneOf.words("hard", "soft"),
                Importance.LOW,
                "hard removes the row; soft keeps it and writes the time of the delete into delete.soft.column.",
                GROUP,
                ++order,
                Width.SHORT,
                "Delete mode",
                OneOf.words("hard", "soft"));
        def.define(
                DELETE_COLUMN,
                ConfigDef.Type.STRING,
                "_deleted_at",
                Importance.LOW,
                "The column for the time of a soft delete; NULL in rows that are there.",
                GROUP,
                ++order,
                Width.MEDIUM,
                "Column of soft deletes");
        def.define(
                ONLY,
                ConfigDef.Type.LIST,
                List.of(),
                Importance.MEDIUM,
                "The fields to write, besides the key. Left out: all.",
                GROUP,
                ++order,
                Width.LONG,
                "Only these fields");
        def.define(
                NEVER,
                ConfigDef.Type.LIST,
                List.of(),
                Importance.MEDIUM,
                "Fields not to write.",
                GROUP,
                ++order,
                Width.LONG,
                "Not these fields");
        def.define(
                INGEST_COLUMNS,
                ConfigDef.Type.LIST,
                List.of(),
                Importance.LOW,
                "Columns that say where a row came from, as what=column: topic, partition, offset, timestamp (the"
                        + " record's) or ingested (when the sink took it). Example: topic=_topic,offset=_offset.",
                GROUP,
                ++order,
                Width.LONG,
                "Columns of origin");
        def.define(
                TIMEZONE,
                ConfigDef.Type.STRING,
                "UTC",
                OneOf.timeZones(),
                Importance.LOW,
                "The zone in which Databend reads text without a zone into a TIMESTAMP column, and writes a timestamp"
                        + " into a VARCHAR column. Values that are timestamps already do not depend on it.",
                GROUP,
                ++order,
                Width.MEDIUM,
                "Time zone");
    }
}
