package io.bendsync.source.jdbc.config;

import io.bendsync.mysql.ConnectionOptions;
import io.bendsync.mysql.MySqlUrl;
import io.bendsync.source.jdbc.decode.DecodeOptions;
import io.bendsync.source.jdbc.decode.Granularity;
import io.bendsync.source.jdbc.decode.NumericMapping;
import io.bendsync.source.jdbc.decode.ZeroDates;
import io.bendsync.source.jdbc.gap.GapLimits;
import io.bendsync.source.jdbc.mysql.MySqlSessions;
import io.bendsync.source.jdbc.position.CursorChoice;
import io.bendsync.source.jdbc.position.CursorNames;
import io.bendsync.source.jdbc.table.TableName;
import java.sql.Connection;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;

/**
 * A configuration without errors, in the terms of the packages that use it. {@link ConfigProblems} finds the errors
 * first; what is read here is taken as sound.
 */
public final class SourceConfig {
    private final AbstractConfig values;
    private final Map<String, String> given;

    /**
     * The configuration, parsed; sound only once {@link ConfigProblems} found nothing.
     *
     * @param given the configuration as Connect hands it over
     */
    public SourceConfig(Map<String, String> given) {
        this.given = Aliases.resolve(given);
        this.values = new AbstractConfig(Definitions.all(), this.given, false);
    }

    /** The mode. */
    public Mode mode() {
        return Mode.of(values.getString(Keys.MODE)).orElseThrow();
    }

    /** Opens sessions. */
    public MySqlSessions sessions() {
        MySqlUrl url = MySqlUrl.parse(values.getString(Keys.URL));
        String password = values.getPassword(Keys.PASSWORD).value();
        return new MySqlSessions(
                url,
                values.getString(Keys.USER),
                password,
                driverOptions(url, given),
                isolation(),
                values.getLong(Keys.QUERY_TIMEOUT_MS));
    }

    /** Opens the sessions that list the tables at the start, in which the server has to answer in time. */
    public MySqlSessions firstSessions() {
        long limitMs = values.getLong(Keys.TABLE_START_LIMIT_MS);
        return sessions().answeringWithin((int) Math.min(Integer.MAX_VALUE, limitMs));
    }

    /**
     * The driver options of the URL, of the keys {@code connection.<option>} and of {@code connection.ssl.*}; the latter
     * win over the former.
     */
    static Map<String, String> driverOptions(MySqlUrl url, Map<String, String> given) {
        return ConnectionOptions.given(url, given, Definitions.all().names()::contains);
    }

    /** Which tables are read. */
    public TableSelection tables() {
        return new TableSelection(
                list(Keys.WHITELIST),
                list(Keys.BLACKLIST),
                patterns(Keys.INCLUDE_LIST),
                patterns(Keys.EXCLUDE_LIST),
                Optional.ofNullable(values.getString(Keys.CATALOG)).filter(text -> !text.isBlank()),
                MySqlUrl.parse(values.getString(Keys.URL)).database());
    }

    /** The kinds of table read. */
    public List<String> tableTypes() {
        return list(Keys.TABLE_TYPES).stream()
                .map(type -> type.toUpperCase(Locale.ROOT))
                .toList();
    }

    /** Which columns say what is new. */
    public CursorChoice cursor() {
        return new CursorChoice(
                mode().byTimestamp(),
                mode().byIncrement(),
                new CursorNames(list(Keys.TIMESTAMP_COLUMN), entries(Keys.TIMESTAMP_MAPPING)),
                new CursorNames(
                        Stream.of(values.getString(Keys.INCREMENTING_COLUMN))
                                .filter(name -> !name.isBlank())
                                .toList(),
                        entries(Keys.INCREMENTING_MAPPING)),
                values.getBoolean(Keys.VALIDATE_NON_NULL));
    }

    /** The gap guard's limits. */
    public GapLimits gapLimits() {
        return new GapLimits(
                Duration.ofMillis(values.getLong(Keys.GAP_MARGIN_MS)),
                Duration.ofMillis(values.getLong(Keys.GAP_TIMEOUT_MS)),
                values.getInt(Keys.GAP_MAX_PENDING));
    }

    /** What the user chose about types. */
    public DecodeOptions decoding() {
        String numeric = values.getString(Keys.NUMERIC_MAPPING);
        boolean older = values.getBoolean(Keys.NUMERIC_PRECISION_MAPPING);
        return new DecodeOptions(
                ZeroDates.of(values.getString(Keys.ZERO_DATES)),
                numeric == null
                        ? (older ? NumericMapping.PRECISION_ONLY : NumericMapping.NONE)
                        : NumericMapping.of(numeric),
                Granularity.of(values.getString(Keys.GRANULARITY)));
    }

    /** The time zone of DATETIME cursor columns; empty for the server's. */
    public Optional<ZoneId> timeZone() {
        return Optional.of(values.getString(Keys.DB_TIMEZONE))
                .filter(zone -> !zone.isBlank())
                .map(zone -> ZoneId.of(zone, ZoneId.SHORT_IDS));
    }

    /** Where to begin by time when nothing is stored, in milliseconds since 1970; -1 for now. */
    public Optional<Long> timestampInitial() {
        return Optional.ofNullable(values.getLong(Keys.TIMESTAMP_INITIAL));
    }

    /** Above which id to begin when nothing is stored. */
    public Optional<Long> incrementingInitial() {
        return Optional.ofNullable(values.getLong(Keys.INCREMENTING_INITIAL));
    }

    /** How far to stay behind the clock. */
    public Duration timestampDelay() {
        return Duration.ofMillis(values.getLong(Keys.TIMESTAMP_DELAY_MS));
    }

    /** The query read instead of tables, without a semicolon at its end. */
    public Optional<String> query() {
        String shown = values.getString(Keys.QUERY);
        String query = shown.isBlank() ? values.getPassword(Keys.QUERY_MASKED).value() : shown;
        return Optional.of(query.strip().replaceFirst(";\\s*$", "")).filter(text -> !text.isBlank());
    }

    /** Whether the query must not be shown. */
    public boolean queryMasked() {
        return values.getString(Keys.QUERY).isBlank();
    }

    /** A condition that rows meet, empty for none: see {@link Keys#ROW_FILTER}. */
    public String rowFilter() {
        String filter =
                values.originalsStrings().getOrDefault(Keys.ROW_FILTER, "").strip();
        return mode() == Mode.BULK ? filter : "";
    }

    /** What is put behind each statement that reads rows. */
    public String querySuffix() {
        return values.getString(Keys.QUERY_SUFFIX).strip();
    }

    /** The topic of the query. */
    public String queryTopic() {
        return oneTopic() ? values.getString(Keys.TOPICS).strip() : values.getString(Keys.TOPIC_PREFIX);
    }

    /** The topic of a table. */
    public String topic(TableName table) {
        return oneTopic()
                ? values.getString(Keys.TOPICS).strip()
                : values.getString(Keys.TOPIC_PREFIX)
                        + values.getString(Keys.TOPIC_NAMING)
                                .replace("${db}", table.database())
                                .replace("${table}", table.table());
    }

    /** Whether {@code topics} names the topic, so that there can be one table only. */
    public boolean oneTopic() {
        return !values.getString(Keys.TOPICS).isBlank();
    }

    /** The time between two looks for new rows. */
    public Duration pollInterval() {
        return Duration.ofMillis(values.getInt(Keys.POLL_MS));
    }

    /** The time between two looks for new tables. */
    public Duration tablePollInterval() {
        return Duration.ofMillis(values.getLong(Keys.TABLE_POLL_MS));
    }

    /** How many rows are handed over at once. */
    public int batchRows() {
        return values.getInt(Keys.BATCH_ROWS);
    }

    /** Whether a table that cannot be read fails its task, rather than being put aside. */
    public boolean failsOnBadTable() {
        return values.getString(Keys.ERRORS_TABLE).equals("fail");
    }

    /** The rows from which on a table is first loaded in chunks; 0 for never. */
    public int loadChunkRows() {
        // The task that looks for deletes must send all rows itself, to know their keys and their order.
        return keyScan().isPresent() || binlogDeletes().isPresent() ? 0 : values.getInt(Keys.LOAD_CHUNK_ROWS);
    }

    /** How often in a row to try again after an error that may pass, -1 without end. */
    public int retryAttempts() {
        return values.getInt(Keys.RETRY_ATTEMPTS);
    }

    /** How often to try to connect at the start. */
    public int connectionAttempts() {
        return values.getInt(Keys.ATTEMPTS);
    }

    /** The time between two such attempts. */
    public Duration connectionBackoff() {
        return Duration.ofMillis(values.getLong(Keys.BACKOFF_MS));
    }

    /** How rows that are gone are found; empty when they are not looked for. */
    public Optional<KeyScanChoice> keyScan() {
        return values.getString(Keys.DELETE_DETECTION).equals(KeyScanChoice.KEY_SCAN)
                ? Optional.of(new KeyScanChoice(
                        Duration.ofMillis(values.getLong(Keys.DELETE_INTERVAL_MS)),
                        values.getInt(Keys.DELETE_KEYS_PER_OFFSET)))
                : Optional.empty();
    }

    /** How deletes are taken from the binlog; empty when they are not. */
    public Optional<BinlogChoice> binlogDeletes() {
        return values.getString(Keys.DELETE_DETECTION).equals(BinlogChoice.BINLOG)
                ? Optional.of(new BinlogChoice(
                        Duration.ofMillis(values.getLong(Keys.DELETE_INTERVAL_MS)),
                        values.getString(Keys.DELETE_TOPIC),
                        values.getString(Keys.TRUNCATE).equals(BinlogChoice.APPLY)))
                : Optional.empty();
    }

    private List<String> list(String key) {
        return values.getList(key).stream()
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private List<CursorNames.Entry> entries(String key) {
        return list(key).stream().map(CursorNames.Entry::parse).toList();
    }

    private List<Pattern> patterns(String key) {
        return list(key).stream().map(Pattern::compile).toList();
    }

    private Optional<Integer> isolation() {
        return switch (values.getString(Keys.ISOLATION)) {
            case "READ_UNCOMMITTED" -> Optional.of(Connection.TRANSACTION_READ_UNCOMMITTED);
            case "READ_COMMITTED" -> Optional.of(Connection.TRANSACTION_READ_COMMITTED);
            case "REPEATABLE_READ" -> Optional.of(Connection.TRANSACTION_REPEATABLE_READ);
            case "SERIALIZABLE" -> Optional.of(Connection.TRANSACTION_SERIALIZABLE);
            default -> Optional.empty();
        };
    }
}
