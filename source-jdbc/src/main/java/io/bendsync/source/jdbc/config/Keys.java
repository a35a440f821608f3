package io.bendsync.source.jdbc.config;

/** The configuration keys: Confluent's names where Confluent has one. */
public final class Keys {
    public static final String URL = "connection.url";
    public static final String USER = "connection.user";
    public static final String PASSWORD = "connection.password";
    public static final String ATTEMPTS = "connection.attempts";
    public static final String BACKOFF_MS = "connection.backoff.ms";
    public static final String CREDENTIALS_PROVIDER = "jdbc.credentials.provider.class";
    public static final String CONNECTION_PREFIX = "connection.";

    public static final String MODE = "mode";
    public static final String INCREMENTING_COLUMN = "incrementing.column.name";
    public static final String INCREMENTING_INITIAL = "incrementing.initial";
    public static final String TIMESTAMP_COLUMN = "timestamp.column.name";
    public static final String TIMESTAMP_INITIAL = "timestamp.initial";
    public static final String TIMESTAMP_DELAY_MS = "timestamp.delay.interval.ms";
    public static final String TIMESTAMP_MAPPING = "timestamp.columns.mapping";
    public static final String INCREMENTING_MAPPING = "incrementing.column.mapping";
    public static final String VALIDATE_NON_NULL = "validate.non.null";
    public static final String DB_TIMEZONE = "db.timezone";

    public static final String WHITELIST = "table.whitelist";
    public static final String BLACKLIST = "table.blacklist";
    public static final String INCLUDE_LIST = "table.include.list";
    public static final String EXCLUDE_LIST = "table.exclude.list";
    public static final String CATALOG = "catalog.pattern";
    public static final String SCHEMA = "schema.pattern";
    public static final String TABLE_TYPES = "table.types";
    public static final String TABLE_NAMES_QUALIFY = "table.names.qualify";
    public static final String TABLE_START_LIMIT_MS = "table.monitoring.startup.polling.limit.ms";
    public static final String TABLE_POLL_MS = "table.poll.interval.ms";

    public static final String QUERY = "query";
    public static final String QUERY_MASKED = "query.masked";
    public static final String QUERY_SUFFIX = "query.suffix";

    public static final String TOPIC_PREFIX = "topic.prefix";
    public static final String TOPICS = "topics";

    public static final String POLL_MS = "poll.interval.ms";
    public static final String BATCH_ROWS = "batch.max.rows";
    public static final String BUFFER_ROWS = "max.buffer.size";
    public static final String LINGER_MS = "poll.linger.ms";
    public static final String RETRY_ATTEMPTS = "query.retry.attempts";
    public static final String QUERY_TIMEOUT_MS = "query.timeout.ms";
    public static final String ISOLATION = "transaction.isolation.mode";
    public static final String DIALECT = "dialect.name";
    public static final String ZERO_DATES = "zero.dates";

    public static final String NUMERIC_MAPPING = "numeric.mapping";
    public static final String NUMERIC_PRECISION_MAPPING = "numeric.precision.mapping";
    public static final String GRANULARITY = "timestamp.granularity";
    public static final String CALENDAR = "date.calendar.system";
    public static final String QUOTE = "quote.sql.identifiers";
    public static final String TOPIC_NAMING = "topic.naming";

    public static final String GAP_MARGIN_MS = "gap.margin.ms";
    public static final String GAP_TIMEOUT_MS = "gap.timeout.ms";
    public static final String GAP_MAX_PENDING = "gap.max.pending";

    public static final String ERRORS_TABLE = "errors.table";
    public static final String LOAD_CHUNK_ROWS = "first.load.chunk.rows";

    public static final String DELETE_DETECTION = "delete.detection";
    public static final String DELETE_INTERVAL_MS = "delete.detection.interval.ms";
    public static final String DELETE_KEYS_PER_OFFSET = "delete.detection.keys.per.offset";

    public static final String DELETE_TOPIC = "delete.detection.topic";
    public static final String TRUNCATE = "truncate";

    /** Given to tasks by the connector: the task's tables. */
    public static final String TASK_TABLES = "task.tables";

    /** Given to tasks by the connector: marks of all tables known when the tables were dealt out. */
    public static final String TASK_KNOWN = "task.known";

    /** Given to tasks by the connector: the first loads under way, the same for all. */
    public static final String TASK_LOADS = "task.loads";

    /** Given to tasks by the connector: which of how many they are, as in {@code 0/3}. */
    public static final String TASK_SHARE = "task.share";

    /** For programs that read some rows once, in mode bulk: an SQL condition. In other modes it would look like gaps. */
    public static final String ROW_FILTER = "row.filter";

    private Keys() {}
}
