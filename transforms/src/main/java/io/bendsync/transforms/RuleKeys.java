package io.bendsync.transforms;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;

/** The keys of {@link TableRule}. */
final class RuleKeys {
    static final String TABLES = "tables";
    static final String TOPIC = "topic";
    static final String KEY = "key";
    static final String EXCLUDE = "exclude";
    static final String MASK = "mask";
    static final String HASH = "hash";
    static final String HASH_SECRET = "hash.secret";
    static final String FILTER = "filter";
    static final String FILTER_REMOVALS = "filter.removals";
    static final String SOFT_DELETE = "soft.delete.column";
    static final String SHARD_COLUMN = "shard.column";
    static final String SHARD_VALUE = "shard.value";
    static final String SHARD_SERVER = "shard.server";

    private RuleKeys() {}

    static ConfigDef definition() {
        return new ConfigDef()
                .define(
                        TABLES,
                        ConfigDef.Type.STRING,
                        ConfigDef.Importance.HIGH,
                        "A regular expression that matches the whole of database.table of the tables concerned.")
                .define(TOPIC, ConfigDef.Type.STRING, "", ConfigDef.Importance.MEDIUM, "The topic to send to instead.")
                .define(
                        KEY,
                        ConfigDef.Type.LIST,
                        List.of(),
                        ConfigDef.Importance.MEDIUM,
                        "The columns to make the record's key of, for rows of a polling source; for Debezium's events"
                                + " use its message.key.columns.")
                .define(EXCLUDE, ConfigDef.Type.LIST, List.of(), ConfigDef.Importance.MEDIUM, "Columns to leave out.")
                .define(
                        MASK,
                        ConfigDef.Type.LIST,
                        List.of(),
                        ConfigDef.Importance.MEDIUM,
                        "Columns to mask: text becomes ***, anything else NULL.")
                .define(
                        HASH,
                        ConfigDef.Type.LIST,
                        List.of(),
                        ConfigDef.Importance.MEDIUM,
                        "Columns to hash: SHA-256 of salt and text, in hex.")
                .define(
                        HASH_SECRET,
                        ConfigDef.Type.PASSWORD,
                        "",
                        ConfigDef.Importance.MEDIUM,
                        "A secret in front of what is hashed, against guessing.")
                .define(
                        FILTER,
                        ConfigDef.Type.STRING,
                        "",
                        ConfigDef.Importance.MEDIUM,
                        "A condition for rows to be sent, such as status IN ('open', 'paid') AND deleted_at IS NULL.")
                .define(
                        FILTER_REMOVALS,
                        ConfigDef.Type.BOOLEAN,
                        true,
                        ConfigDef.Importance.LOW,
                        "Whether a row that does not meet the filter any more is sent as its removal.")
                .define(
                        SOFT_DELETE,
                        ConfigDef.Type.STRING,
                        "",
                        ConfigDef.Importance.MEDIUM,
                        "A column for the time of a delete; deleted rows stay.")
                .define(
                        SHARD_COLUMN,
                        ConfigDef.Type.STRING,
                        "",
                        ConfigDef.Importance.MEDIUM,
                        "A column of the row and its key that tells where the row is from.")
                .define(
                        SHARD_VALUE,
                        ConfigDef.Type.STRING,
                        "database",
                        ConfigDef.ValidString.in("database", "table", "database.table"),
                        ConfigDef.Importance.MEDIUM,
                        "What that column holds.")
                .define(
                        SHARD_SERVER,
                        ConfigDef.Type.STRING,
                        "",
                        ConfigDef.Importance.LOW,
                        "What stands before that, with a dot between, where tables of several servers become one.");
    }
}
