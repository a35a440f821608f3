package io.bendsync.source.jdbc.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import io.bendsync.mysql.TlsKey;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** The definitions of all keys: type, default, meaning. What needs more than one key or the server is checked after. */
public final class Definitions {
    private static final String TLS_DEFAULT =
            " Left out: verify_identity when the server offers TLS, plain text, with a"
                    + " warning, when it does not; preferred on this machine itself.";

    private Definitions() {}

    /** A new definition of all keys. */
    public static ConfigDef all() {
        ConfigDef keys = new ConfigDef();
        connection(keys);
        mode(keys);
        tables(keys);
        query(keys);
        topics(keys);
        polling(keys);
        types(keys);
        gaps(keys);
        accepted(keys);
        deletes(keys);
        return keys;
    }

    private static void connection(ConfigDef keys) {
        keys.define(Keys.URL, ConfigDef.Type.STRING, "", HIGH, "The server: jdbc:mysql://host:3306/database");
        keys.define(Keys.USER, ConfigDef.Type.STRING, "", HIGH, "The account that reads.");
        keys.define(Keys.PASSWORD, ConfigDef.Type.PASSWORD, "", HIGH, "Its password.");
        keys.define(
                Keys.ATTEMPTS,
                ConfigDef.Type.INT,
                3,
                Range.atLeast(1),
                LOW,
                "How often to try to connect at the start.");
        keys.define(
                Keys.BACKOFF_MS,
                ConfigDef.Type.LONG,
                10_000L,
                Range.atLeast(0),
                LOW,
                "Milliseconds between two such attempts.");
        keys.define(
                Keys.DIALECT,
                ConfigDef.Type.STRING,
                "",
                ValidString.in("", "MySqlDatabaseDialect"),
                LOW,
                "Accepted for Confluent's sake; only MySqlDatabaseDialect is.");
        keys.define(
                Keys.ISOLATION,
                ConfigDef.Type.STRING,
                "DEFAULT",
                ValidString.in("DEFAULT", "READ_UNCOMMITTED", "READ_COMMITTED", "REPEATABLE_READ", "SERIALIZABLE"),
                LOW,
                "The isolation level to read by; DEFAULT is READ_COMMITTED.");
        for (TlsKey key : TlsKey.values()) {
            keys.define(
                    key.key(),
                    key.secret() ? ConfigDef.Type.PASSWORD : ConfigDef.Type.STRING,
                    "",
                    MEDIUM,
                    key.documentation() + (key == TlsKey.MODE ? TLS_DEFAULT : ""));
        }
    }

    private static void mode(ConfigDef keys) {
        keys.define(
                Keys.MODE,
                ConfigDef.Type.STRING,
                "",
                HIGH,
                "bulk (the whole table each time), incrementing (rows with larger ids), timestamp (rows with later timestamps) or"
                        + " timestamp+incrementing (both).");
        keys.define(
                Keys.INCREMENTING_COLUMN,
                ConfigDef.Type.STRING,
                "",
                MEDIUM,
                "The column whose value grows with each row; left out: the AUTO_INCREMENT column.");
        keys.define(
                Keys.INCREMENTING_INITIAL,
                ConfigDef.Type.LONG,
                null,
                LOW,
                "Begin above this value when nothing is stored yet; left out: at the first row.");
        keys.define(
                Keys.TIMESTAMP_COLUMN,
                ConfigDef.Type.LIST,
                "",
                MEDIUM,
                "The column with the time of the last change; of several the first that is not NULL counts; left out:"
                        + " the one that updates itself.");
        keys.define(
                Keys.TIMESTAMP_MAPPING,
                ConfigDef.Type.LIST,
                "",
                MEDIUM,
                "Timestamp columns by table: REGEX:[COLUMN|COLUMN] for each, the expression matching the whole of"
                        + " database.table. Each table must match exactly one.");
        keys.define(
                Keys.INCREMENTING_MAPPING,
                ConfigDef.Type.LIST,
                "",
                MEDIUM,
                "The incrementing column by table: REGEX:COLUMN for each, likewise.");
        keys.define(
                Keys.TIMESTAMP_INITIAL,
                ConfigDef.Type.LONG,
                null,
                LOW,
                "Begin at this time, in milliseconds since 1970, when nothing is stored yet; -1 is now; left out: at"
                        + " the first row.");
        keys.define(
                Keys.TIMESTAMP_DELAY_MS,
                ConfigDef.Type.LONG,
                0L,
                Range.atLeast(0),
                MEDIUM,
                "How many milliseconds to stay behind the clock, so that transactions with earlier timestamps end.");
        keys.define(
                Keys.VALIDATE_NON_NULL,
                ConfigDef.Type.BOOLEAN,
                true,
                LOW,
                "Refuse cursor columns that can be NULL; false leaves out rows that have NULL there.");
        keys.define(
                Keys.DB_TIMEZONE,
                ConfigDef.Type.STRING,
                "",
                MEDIUM,
                "The time zone by which DATETIME timestamp columns are filled; left out: the server's.");
    }

    private static void tables(ConfigDef keys) {
        keys.define(
                Keys.WHITELIST,
                ConfigDef.Type.LIST,
                "",
                MEDIUM,
                "The tables to read, as table or database.table; * and ? stand for any characters and any one.");
        keys.define(Keys.BLACKLIST, ConfigDef.Type.LIST, "", MEDIUM, "The tables not to read, written likewise.");
        keys.define(
                Keys.INCLUDE_LIST,
                ConfigDef.Type.LIST,
                "",
                MEDIUM,
                "The tables to read, as regular expressions that match the whole of database.table.");
        keys.define(Keys.EXCLUDE_LIST, ConfigDef.Type.LIST, "", MEDIUM, "The tables not to read, written likewise.");
        keys.define(
                Keys.CATALOG,
                ConfigDef.Type.STRING,
                null,
                MEDIUM,
                "The database to look for tables in; left out: the one in the URL, else all.");
        keys.define(Keys.TABLE_TYPES, ConfigDef.Type.LIST, "TABLE", LOW, "The kinds of table to read: TABLE, VIEW.");
        keys.define(
                Keys.TABLE_POLL_MS,
                ConfigDef.Type.LONG,
                60_000L,
                Range.atLeast(1),
                LOW,
                "Milliseconds between two looks for new tables.");
        keys.define(
                Keys.TABLE_START_LIMIT_MS,
                ConfigDef.Type.LONG,
                10_000L,
                Range.atLeast(1),
                LOW,
                "How many milliseconds the server may take for the first list of tables.");
    }

    private static void query(ConfigDef keys) {
        keys.define(
                Keys.QUERY,
                ConfigDef.Type.STRING,
                "",
                MEDIUM,
                "A SELECT to read instead of tables; it may have conditions. Its topic is topic.prefix.");
        keys.define(Keys.QUERY_MASKED, ConfigDef.Type.PASSWORD, "", MEDIUM, "The same, where it must not be shown.");
        keys.define(
                Keys.QUERY_SUFFIX,
                ConfigDef.Type.STRING,
                "",
                LOW,
                "Put behind each statement that reads rows, such as LIMIT 100.");
    }

    private static void topics(ConfigDef keys) {
        keys.define(
                Keys.TOPIC_PREFIX, ConfigDef.Type.STRING, "", HIGH, "Put before the table's name to make the topic's.");
        keys.define(
                Keys.TOPIC_NAMING,
                ConfigDef.Type.STRING,
                "${table}",
                LOW,
                "What follows topic.prefix: ${table}, or ${db}.${table} where databases have tables of one name.");
        keys.define(Keys.TOPICS, ConfigDef.Type.STRING, "", LOW, "The topic, when there is one table only.");
    }

    private static void polling(ConfigDef keys) {
        keys.define(
                Keys.POLL_MS,
                ConfigDef.Type.INT,
                5000,
                Range.atLeast(1),
                HIGH,
                "Milliseconds between two looks for new rows.");
        keys.define(
                Keys.BATCH_ROWS,
                ConfigDef.Type.INT,
                1000,
                Range.atLeast(1),
                LOW,
                "How many rows are handed over at once.");
        keys.define(
                Keys.ERRORS_TABLE,
                ConfigDef.Type.STRING,
                "skip",
                ValidString.in("skip", "fail"),
                LOW,
                "What becomes of a table that cannot be read: skip (it is put aside and tried again later, while the"
                        + " others go on) or fail (its task fails).");
        keys.define(
                Keys.LOAD_CHUNK_ROWS,
                ConfigDef.Type.INT,
                200_000,
                Range.atLeast(0),
                LOW,
                "A table with more rows is first read in chunks, by several tasks at once; 0: never.");
        keys.define(
                Keys.RETRY_ATTEMPTS,
                ConfigDef.Type.INT,
                -1,
                Range.atLeast(-1),
                LOW,
                "How often in a row to try again after an error that may pass; -1 without end.");
        keys.define(
                Keys.QUERY_TIMEOUT_MS,
                ConfigDef.Type.LONG,
                0L,
                Range.atLeast(0),
                LOW,
                "How many milliseconds the server lets one SELECT run; 0 without end.");
    }

    private static void types(ConfigDef keys) {
        keys.define(
                Keys.ZERO_DATES,
                ConfigDef.Type.STRING,
                "fail",
                LOW,
                "What dates with zeros become: fail (stop the table), null, or a date to send instead.");
        keys.define(
                Keys.NUMERIC_MAPPING,
                ConfigDef.Type.STRING,
                null,
                LOW,
                "What DECIMAL becomes: none (decimals), precision_only (integers where they hold it), best_fit (doubles"
                        + " too, up to 18 digits) or best_fit_eager_double (doubles always).");
        keys.define(
                Keys.NUMERIC_PRECISION_MAPPING,
                ConfigDef.Type.BOOLEAN,
                false,
                LOW,
                "Older spelling of numeric.mapping=precision_only.");
        keys.define(
                Keys.GRANULARITY,
                ConfigDef.Type.STRING,
                "connect_logical",
                LOW,
                "What DATETIME and TIMESTAMP become: connect_logical (milliseconds, microseconds for columns that have"
                        + " them), or micros_ or nanos_ with long, string or iso_datetime_string.");
        keys.define(
                Keys.QUOTE,
                ConfigDef.Type.STRING,
                "always",
                ValidString.in("always", "never", "true", "false"),
                LOW,
                "Accepted for Confluent's sake; names are always quoted.");
    }

    private static void gaps(ConfigDef keys) {
        keys.define(
                Keys.GAP_MARGIN_MS,
                ConfigDef.Type.LONG,
                500L,
                Range.atLeast(0),
                LOW,
                "Milliseconds a session may take from an id or a time of day to a transaction that InnoDB lists.");
        keys.define(
                Keys.GAP_TIMEOUT_MS,
                ConfigDef.Type.LONG,
                60_000L,
                Range.atLeast(0),
                LOW,
                "Milliseconds to wait for rows committed late where open transactions cannot be seen (no PROCESS"
                        + " privilege).");
        keys.define(
                Keys.GAP_MAX_PENDING,
                ConfigDef.Type.INT,
                10_000,
                Range.atLeast(1),
                LOW,
                "How many ranges of missing ids a table may have before reading waits for open transactions to end.");
    }

    /** What Confluent's and Aiven's connectors have and what cannot change anything here. */
    private static void accepted(ConfigDef keys) {
        keys.define(
                Keys.SCHEMA,
                ConfigDef.Type.STRING,
                null,
                LOW,
                "Accepted for Confluent's sake; MySQL's databases are catalogs, see catalog.pattern.");
        keys.define(
                Keys.TABLE_NAMES_QUALIFY,
                ConfigDef.Type.BOOLEAN,
                true,
                LOW,
                "Accepted for Aiven's sake; tables are always asked for by database and name.");
        keys.define(
                Keys.CALENDAR,
                ConfigDef.Type.STRING,
                "LEGACY",
                ValidString.in("LEGACY", "PROLEPTIC_GREGORIAN"),
                LOW,
                "Accepted for Confluent's sake; dates are counted as MySQL does, by the Gregorian calendar"
                        + " throughout, so that none before 1582 shifts.");
        keys.define(
                Keys.BUFFER_ROWS,
                ConfigDef.Type.INT,
                0,
                Range.atLeast(0),
                LOW,
                "Accepted for Confluent's sake; no rows are buffered between reading and handing over.");
        keys.define(
                Keys.LINGER_MS,
                ConfigDef.Type.INT,
                5000,
                Range.atLeast(0),
                LOW,
                "Accepted for Confluent's sake; a row leaves as soon as it is read.");
        keys.define(
                Keys.CREDENTIALS_PROVIDER,
                ConfigDef.Type.STRING,
                "",
                LOW,
                "Refused unless it is Confluent's default: use connection.user and connection.password, with Kafka"
                        + " Connect's config providers for where they come from.");
    }

    private static void deletes(ConfigDef keys) {
        keys.define(
                Keys.DELETE_DETECTION,
                ConfigDef.Type.STRING,
                KeyScanChoice.NONE,
                ValidString.in(KeyScanChoice.NONE, KeyScanChoice.KEY_SCAN, BinlogChoice.BINLOG),
                MEDIUM,
                "Whether rows that are gone become tombstones: none, key-scan (the keys sent are compared with the"
                        + " table's), or binlog (deletes are read in MySQL's binlog).");
        keys.define(
                Keys.DELETE_INTERVAL_MS,
                ConfigDef.Type.LONG,
                60_000L,
                Range.atLeast(1),
                LOW,
                "Milliseconds between the beginnings of two such comparisons of a table; with binlog, between two"
                        + " records by which the binlog's position is stored.");
        keys.define(
                Keys.DELETE_KEYS_PER_OFFSET,
                ConfigDef.Type.INT,
                8000,
                Range.between(1, 50_000),
                LOW,
                "How many keys are kept in one stored offset and compared at once.");
        keys.define(
                Keys.DELETE_TOPIC,
                ConfigDef.Type.STRING,
                "__bendsync-deletes",
                LOW,
                "With delete.detection=binlog: the topic for records that do nothing but store the binlog's position. No"
                        + " sink should read it.");
        keys.define(
                Keys.TRUNCATE,
                ConfigDef.Type.STRING,
                BinlogChoice.APPLY,
                ValidString.in(BinlogChoice.APPLY, BinlogChoice.IGNORE),
                LOW,
                "With delete.detection=binlog: whether TRUNCATE, and what takes out whole partitions, is sent, and the"
                        + " table read again.");
    }
}
