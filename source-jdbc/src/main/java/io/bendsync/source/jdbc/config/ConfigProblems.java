package io.bendsync.source.jdbc.config;

import io.bendsync.mysql.ConnectionOptions;
import io.bendsync.mysql.MySqlUrl;
import io.bendsync.mysql.TlsKey;
import io.bendsync.source.jdbc.decode.Granularity;
import io.bendsync.source.jdbc.decode.NumericMapping;
import io.bendsync.source.jdbc.decode.ZeroDates;
import io.bendsync.source.jdbc.position.CursorNames;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;

/** Finds everything that is wrong with a configuration as far as the server need not be asked, all at once. */
public final class ConfigProblems {
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{0,249}");

    private static final Pattern SELECT = Pattern.compile(
            "(?:\\s|\\(|--[^\\n]*\\n|/\\*.*?\\*/)*(?:SELECT|WITH|TABLE|VALUES)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Map<String, String> given;
    private final Config config;

    /**
     * The check of one configuration; nothing is looked at yet.
     *
     * @param given the configuration as Connect hands it over
     */
    public ConfigProblems(Map<String, String> given) {
        this.given = Aliases.resolve(given);
        this.config = new Config(Definitions.all().validate(this.given));
    }

    /** The values of all keys, each with the errors found. */
    public Config check() {
        checkConnection();
        checkCredentialsProvider();
        checkMode();
        checkTables();
        checkQuery();
        checkMappings();
        checkDeletes();
        each(
                Keys.DB_TIMEZONE,
                zone -> ZoneId.of(zone, ZoneId.SHORT_IDS),
                "is no time zone; write Europe/Berlin or UTC");
        each(
                Keys.NUMERIC_MAPPING,
                NumericMapping::of,
                "is unknown; write none, precision_only, best_fit or best_fit_eager_double");
        each(
                Keys.GRANULARITY,
                Granularity::of,
                "is unknown; write connect_logical, or micros_ or nanos_ with long, string or iso_datetime_string");
        if (!text(Keys.TOPIC_NAMING).isBlank() && !text(Keys.TOPIC_NAMING).contains("${table}")) {
            add(Keys.TOPIC_NAMING, "must contain ${table}, else all tables would share one topic");
        }
        each(Keys.ZERO_DATES, ZeroDates::of, "is unknown; write fail, null or a date such as 1970-01-01");
        for (String key : List.of(Keys.TOPIC_PREFIX, Keys.TOPICS)) {
            if (!TOPIC.matcher(text(key).strip()).matches()) {
                add(key, "must have at most 249 of the characters a-z, A-Z, 0-9, '.', '_' and '-'");
            }
        }
        if (!text(Keys.TOPICS).isBlank() && !text(Keys.TOPIC_PREFIX).isBlank()) {
            add(Keys.TOPICS, "names the topic, and topic.prefix does too; remove one of them");
        }
        return config;
    }

    private void checkConnection() {
        for (TlsKey key : TlsKey.values()) {
            if (!text(key.key()).isBlank()) {
                try {
                    key.driverValue(text(key.key()));
                } catch (IllegalArgumentException e) {
                    add(key.key(), e.getMessage());
                    return;
                }
            }
        }
        try {
            MySqlUrl url = MySqlUrl.parse(text(Keys.URL));
            ConnectionOptions.problems(SourceConfig.driverOptions(url, given))
                    .forEach(problem -> add(Keys.URL, problem));
        } catch (IllegalArgumentException e) {
            add(Keys.URL, e.getMessage());
        }
    }

    private void checkCredentialsProvider() {
        String provider = text(Keys.CREDENTIALS_PROVIDER).strip();
        if (!provider.isEmpty() && !provider.endsWith(".DefaultJdbcCredentialsProvider")) {
            add(
                    Keys.CREDENTIALS_PROVIDER,
                    "names a class of Confluent's connector; remove it, and let a config provider of the worker fill in"
                            + " connection.user and connection.password (${file:...} or ${env:...})");
        }
    }

    private void checkMode() {
        if (Mode.of(text(Keys.MODE)).isEmpty()) {
            add(
                    Keys.MODE,
                    (text(Keys.MODE).isBlank() ? "is missing" : "is unknown")
                            + "; write bulk, incrementing, timestamp or timestamp+incrementing");
        }
    }

    private void checkTables() {
        boolean names = !text(Keys.WHITELIST).isBlank() || !text(Keys.BLACKLIST).isBlank();
        boolean patterns =
                !text(Keys.INCLUDE_LIST).isBlank() || !text(Keys.EXCLUDE_LIST).isBlank();
        if (!text(Keys.WHITELIST).isBlank() && !text(Keys.BLACKLIST).isBlank()) {
            add(Keys.BLACKLIST, "cannot stand beside table.whitelist; remove one of them");
        }
        if (!text(Keys.EXCLUDE_LIST).isBlank() && text(Keys.INCLUDE_LIST).isBlank()) {
            add(Keys.EXCLUDE_LIST, "needs table.include.list, from which it takes out");
        }
        if (names && patterns) {
            add(
                    Keys.INCLUDE_LIST,
                    "cannot stand beside table.whitelist or table.blacklist; use either names or regular expressions");
        }
        for (String key : List.of(Keys.INCLUDE_LIST, Keys.EXCLUDE_LIST)) {
            for (String pattern : text(key).split(",", -1)) {
                try {
                    Pattern.compile(pattern.strip());
                } catch (PatternSyntaxException e) {
                    add(key, "'" + pattern.strip() + "' is no regular expression: " + e.getDescription());
                }
            }
        }
    }

    private void checkMappings() {
        Map<String, String> mappings = Map.of(
                Keys.TIMESTAMP_MAPPING, Keys.TIMESTAMP_COLUMN, Keys.INCREMENTING_MAPPING, Keys.INCREMENTING_COLUMN);
        mappings.forEach((mapping, column) -> {
            if (text(mapping).isBlank()) {
                return;
            }
            if (!text(column).isBlank()) {
                add(mapping, "cannot stand beside " + column + "; remove one of them");
            }
            if (!(text(Keys.QUERY) + text(Keys.QUERY_MASKED)).isBlank()) {
                add(mapping, "is about tables, and a query is read; use " + column);
            }
            for (String entry : text(mapping).split(",", -1)) {
                try {
                    CursorNames.Entry.parse(entry.strip());
                } catch (IllegalArgumentException e) {
                    add(
                            mapping,
                            "'" + entry.strip() + "' cannot be read; write REGEX:COLUMN or REGEX:[COLUMN|COLUMN],"
                                    + " the expression matching the whole of database.table");
                }
            }
        });
    }

    private void checkQuery() {
        String query = (text(Keys.QUERY) + text(Keys.QUERY_MASKED)).strip();
        if (query.isEmpty()) {
            return;
        }
        String key = text(Keys.QUERY).isBlank() ? Keys.QUERY_MASKED : Keys.QUERY;
        if (!text(Keys.QUERY).isBlank() && !text(Keys.QUERY_MASKED).isBlank()) {
            add(Keys.QUERY_MASKED, "cannot stand beside query; remove one of them");
        } else if (!SELECT.matcher(query).lookingAt()) {
            add(key, "must be a SELECT");
        }
        for (String tables : List.of(Keys.WHITELIST, Keys.BLACKLIST, Keys.INCLUDE_LIST, Keys.EXCLUDE_LIST)) {
            if (!text(tables).isBlank()) {
                add(tables, "cannot stand beside a query; remove one of them");
            }
        }
        if (text(Keys.TOPIC_PREFIX).isBlank() && text(Keys.TOPICS).isBlank()) {
            add(Keys.TOPIC_PREFIX, "is missing; with a query it is the topic");
        }
        Mode.of(text(Keys.MODE)).ifPresent(mode -> {
            if (mode.byIncrement() && text(Keys.INCREMENTING_COLUMN).isBlank()) {
                add(Keys.INCREMENTING_COLUMN, "is missing; in a query it cannot be found by itself");
            }
            if (mode.byTimestamp() && text(Keys.TIMESTAMP_COLUMN).isBlank()) {
                add(Keys.TIMESTAMP_COLUMN, "is missing; in a query it cannot be found by itself");
            }
        });
    }

    private void checkDeletes() {
        String how = text(Keys.DELETE_DETECTION);
        if (!how.equals(KeyScanChoice.KEY_SCAN) && !how.equals(BinlogChoice.BINLOG)) {
            return;
        }
        if (text(Keys.MODE).equals(Mode.BULK.text())) {
            add(
                    Keys.DELETE_DETECTION,
                    "cannot be " + how
                            + " in mode bulk, which keeps no positions; use another mode, or set it to none");
        }
        if (!text(Keys.QUERY).isBlank() || !text(Keys.QUERY_MASKED).isBlank()) {
            add(
                    Keys.DELETE_DETECTION,
                    "cannot be " + how + " with a query, whose rows have no key; read tables, or set it to none");
        }
        if (text(Keys.ISOLATION).equals("READ_UNCOMMITTED")) {
            add(
                    Keys.DELETE_DETECTION,
                    "cannot be " + how
                            + " with transaction.isolation.mode=READ_UNCOMMITTED, which sees deletes that are"
                            + " rolled back; use READ_COMMITTED");
        }
        if (how.equals(BinlogChoice.BINLOG) && text(Keys.URL).matches("jdbc:mysql://[^/]*,.*")) {
            add(
                    Keys.DELETE_DETECTION,
                    "cannot be binlog with several hosts in connection.url, of which rows and binlog could be read of"
                            + " different ones; name one host, or set it to key-scan");
        }
    }

    private void each(String key, Consumer<String> parser, String complaint) {
        String value = text(key);
        if (!value.isBlank()) {
            try {
                parser.accept(value);
            } catch (IllegalArgumentException | DateTimeException e) {
                add(key, complaint);
            }
        }
    }

    private String text(String key) {
        return given.getOrDefault(key, "") == null ? "" : given.getOrDefault(key, "");
    }

    private void add(String key, String problem) {
        for (ConfigValue value : config.configValues()) {
            if (value.name().equals(key)) {
                value.addErrorMessage(key + " " + problem);
            }
        }
    }
}
