package io.bendsync.source.cdc.config;

import io.bendsync.mysql.TlsKey;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/**
 * The configuration keys that are ours: the words that the polling source uses too, and what Debezium has no word for.
 * Every other key is Debezium's and goes by its own name.
 */
public final class CdcKeys {

    /** {@code jdbc:mysql://host:port/database?options}; Debezium: {@code database.hostname}, {@code database.port}. */
    public static final String URL = "connection.url";

    /** The account that reads the binlog; Debezium: {@code database.user}. */
    public static final String USER = "connection.user";

    /** Its password; Debezium: {@code database.password}. */
    public static final String PASSWORD = "connection.password";

    /** How often a lost connection is tried again in a row; Debezium: {@code errors.max.retries}. */
    public static final String ATTEMPTS = "connection.attempts";

    /** The longest wait between two of these, in ms; Debezium: {@code retriable.restart.connector.wait.ms}. */
    public static final String BACKOFF = "connection.backoff.ms";

    /** What is taken from the binlog. */
    public static final String CAPTURE = "capture";

    /** Whether a TRUNCATE empties the target too; Debezium: {@code skipped.operations}. */
    public static final String TRUNCATE = "truncate";

    /** What becomes of a column in the target that is dropped in MySQL. */
    public static final String DDL_DROP_COLUMN = "ddl.drop.column";

    /** What becomes of it when it is renamed. */
    public static final String DDL_RENAME = "ddl.rename";

    /** What becomes of a table in the target that is dropped in MySQL. */
    public static final String DDL_DROP_TABLE = "ddl.drop.table";

    /** What happens when a table is renamed. */
    public static final String DDL_RENAME_TABLE = "ddl.rename.table";

    /** What becomes of dates with zeros in NOT NULL columns. */
    public static final String ZERO_DATES = "zero.dates";

    /** Whether inserts, updates and loaded rows are sent as the bare row. */
    public static final String AFTER_STATE_ONLY = "after.state.only";

    /** How many connections read tables at once in the first load. */
    public static final String LOAD_THREADS = "first.load.threads";

    /** About how many rows are read in one piece of it. */
    public static final String LOAD_CHUNK_ROWS = "first.load.chunk.rows";

    private static final String GROUP = "bendsync";

    private CdcKeys() {}

    /** Whether a configuration asks for bare rows. */
    public static boolean isAfterStateOnly(Map<String, String> user) {
        return (Boolean) definition().parse(user).get(AFTER_STATE_ONLY);
    }

    /** Defines our keys; {@code null} defaults mean "not given". */
    public static ConfigDef definition() {
        ConfigDef definition = new ConfigDef();
        int order = 0;
        definition.define(
                URL,
                ConfigDef.Type.STRING,
                null,
                Importance.HIGH,
                "Where MySQL is: jdbc:mysql://host:port/database?options. The database, when given, is the one whose "
                        + "tables are captured unless a list of tables or databases says otherwise, and the one that "
                        + "table names without a database in table.include.list and table.exclude.list belong to.",
                GROUP,
                ++order,
                Width.LONG,
                "MySQL URL");
        definition.define(
                USER,
                ConfigDef.Type.STRING,
                null,
                Importance.HIGH,
                "The MySQL account; needs REPLICATION SLAVE, REPLICATION CLIENT, RELOAD (or LOCK TABLES) and SELECT.",
                GROUP,
                ++order,
                Width.MEDIUM,
                "MySQL user");
        definition.define(
                PASSWORD,
                ConfigDef.Type.PASSWORD,
                null,
                Importance.HIGH,
                "The account's password.",
                GROUP,
                ++order,
                Width.MEDIUM,
                "MySQL password");
        definition.define(
                CAPTURE,
                ConfigDef.Type.STRING,
                Capture.ALL.word(),
                Importance.MEDIUM,
                "What is taken from the binlog: 'all' changes. 'deletes', only deletes beside a polling source, is "
                        + "refused here, where the two would race: the polling source has delete.detection=binlog.",
                GROUP,
                ++order,
                Width.SHORT,
                "What to capture");
        definition.define(
                TRUNCATE,
                ConfigDef.Type.STRING,
                "apply",
                ConfigDef.ValidString.in("apply", "ignore"),
                Importance.MEDIUM,
                "What a TRUNCATE TABLE in MySQL does to the target: 'apply' sends it on, 'ignore' keeps the rows there.",
                GROUP,
                ++order,
                Width.SHORT,
                "Truncates");
        definition.define(
                DDL_DROP_COLUMN,
                ConfigDef.Type.STRING,
                "keep",
                ConfigDef.ValidString.in("keep", "drop"),
                Importance.MEDIUM,
                "What becomes of a column in the target that is dropped in MySQL: 'keep' leaves it with its values, new "
                        + "rows have NULL there; 'drop' drops it too.",
                GROUP,
                ++order,
                Width.SHORT,
                "Dropped columns");
        definition.define(
                DDL_RENAME,
                ConfigDef.Type.STRING,
                "add",
                ConfigDef.ValidString.in("add", "rename"),
                Importance.MEDIUM,
                "What becomes of a column in the target that is renamed in MySQL: 'add' leaves it and adds one with the "
                        + "new name, NULL in rows that do not change; 'rename' renames it too.",
                GROUP,
                ++order,
                Width.SHORT,
                "Renamed columns");
        definition.define(
                DDL_DROP_TABLE,
                ConfigDef.Type.STRING,
                "keep",
                ConfigDef.ValidString.in("keep", "drop"),
                Importance.MEDIUM,
                "What becomes of a table in the target that is dropped in MySQL: 'keep' leaves it with its rows, 'drop' "
                        + "drops it too.",
                GROUP,
                ++order,
                Width.SHORT,
                "Dropped tables");
        definition.define(
                DDL_RENAME_TABLE,
                ConfigDef.Type.STRING,
                "keep",
                ConfigDef.ValidString.in("keep", "fail"),
                Importance.MEDIUM,
                "What happens when a table is renamed in MySQL: 'keep' leaves the table in the target under its old name, "
                        + "and rows go on in one of the new name, with a warning; 'fail' stops the connector before that.",
                GROUP,
                ++order,
                Width.SHORT,
                "Renamed tables");
        definition.define(
                ZERO_DATES,
                ConfigDef.Type.STRING,
                "fail",
                ZeroDates::validate,
                Importance.MEDIUM,
                "What dates with zeros become in a column that takes no NULL: fail (stop the connector), null, or a date to "
                        + "send instead. In a column that takes NULL they arrive as NULL.",
                GROUP,
                ++order,
                Width.SHORT,
                "Dates with zeros");
        definition.define(
                AFTER_STATE_ONLY,
                ConfigDef.Type.BOOLEAN,
                false,
                Importance.MEDIUM,
                "Whether inserts, updates and loaded rows are sent as the bare row as it is afterwards, which as JSON "
                        + "with its schema takes two fifths of an event's bytes. Deletes and truncates stay Debezium's "
                        + "events, and so does every row of a table with a dot or another sign that topics cannot have "
                        + "in its name, or with a column whose name begins with two underscores.",
                GROUP,
                ++order,
                Width.SHORT,
                "Bare rows");
        definition.define(
                ATTEMPTS,
                ConfigDef.Type.INT,
                null,
                Importance.LOW,
                "How many times in a row a lost connection is tried again before the task fails; 0 is never, -1 for "
                        + "ever. Another name for errors.max.retries; 60 unless told.",
                GROUP,
                ++order,
                Width.SHORT,
                "Attempts to connect");
        definition.define(
                BACKOFF,
                ConfigDef.Type.LONG,
                null,
                Importance.LOW,
                "The longest wait between two such attempts in milliseconds; the first waits are shorter. Another "
                        + "name for retriable.restart.connector.wait.ms; 10000 unless told.",
                GROUP,
                ++order,
                Width.SHORT,
                "Wait between attempts (ms)");
        definition.define(
                LOAD_THREADS,
                ConfigDef.Type.INT,
                4,
                ConfigDef.Range.between(1, 64),
                Importance.MEDIUM,
                "How many connections read tables at once in the first load. Any of Debezium's keys that begin with "
                        + "'snapshot.' has Debezium's own first load take its place.",
                GROUP,
                ++order,
                Width.SHORT,
                "First load: threads");
        definition.define(
                LOAD_CHUNK_ROWS,
                ConfigDef.Type.LONG,
                100_000L,
                ConfigDef.Range.atLeast(1_000),
                Importance.LOW,
                "About how many rows of a big table are read in one piece in the first load. A table with more is read "
                        + "in ranges of its key, by several threads, and a restart goes on range by range.",
                GROUP,
                ++order,
                Width.SHORT,
                "First load: rows in a chunk");
        for (TlsKey key : TlsKey.values()) {
            definition.define(
                    key.key(),
                    key.secret() ? ConfigDef.Type.PASSWORD : ConfigDef.Type.STRING,
                    null,
                    Importance.LOW,
                    key.documentation()
                            + (key == TlsKey.MODE ? " Another name for database.ssl.mode; preferred unless told." : ""),
                    GROUP,
                    ++order,
                    Width.MEDIUM,
                    key.key());
        }
        return definition;
    }
}
