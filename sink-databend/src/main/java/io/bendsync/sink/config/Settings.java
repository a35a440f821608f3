package io.bendsync.sink.config;

import io.bendsync.sink.databend.DatabendUrl;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;

/** Defines the connector's keys and reads their values into records, one per concern. */
public final class Settings {
    private static final long LARGEST_BUFFER = 256L << 20;

    private Settings() {}

    public static ConfigDef definition() {
        ConfigDef def = new ConfigDef();
        ConnectionKeys.define(def);
        RecordKeys.define(def);
        TableKeys.define(def);
        WritingKeys.define(def);
        return def;
    }

    /**
     * Reads a task's settings.
     *
     * @param properties as Kafka Connect hands them over, so with the connector's name among them
     * @throws IllegalArgumentException or ConfigException if a value is wrong; the connector.s validation says more
     */
    public static SinkSettings read(Map<String, String> properties) {
        AbstractConfig config = new AbstractConfig(definition(), properties, false);
        ConnectionSettings connection = connection(config);
        Optional<String> softDeletes =
                config.getBoolean(RecordKeys.DELETE_ENABLED) && "soft".equals(word(config, RecordKeys.DELETE_MODE))
                        ? Optional.of(config.getString(RecordKeys.DELETE_COLUMN))
                        : Optional.empty();
        String ledgerDatabase = config.getString(WritingKeys.LEDGER_DATABASE);
        return new SinkSettings(
                properties.getOrDefault("name", "databend-sink"),
                connection,
                records(config, connection.database(), softDeletes),
                new SchemaSettings(
                        config.getBoolean(TableKeys.AUTO_CREATE),
                        config.getBoolean(TableKeys.AUTO_EVOLVE),
                        config.getBoolean(TableKeys.EVOLVE_TO_TEXT),
                        config.getString(TableKeys.CLUSTER_BY),
                        config.getString(TableKeys.OPTIONS),
                        softDeletes),
                flush(config),
                new RetrySettings(config.getInt(WritingKeys.MAX_RETRIES), millis(config, WritingKeys.RETRY_BACKOFF)),
                config.getBoolean(WritingKeys.EXACTLY_ONCE),
                ledgerDatabase.isBlank() ? connection.database() : ledgerDatabase,
                "all".equalsIgnoreCase(properties.getOrDefault("errors.tolerance", "none")),
                Map.of("timezone", config.getString(RecordKeys.TIMEZONE)));
    }

    /** Reads where Databend is. */
    public static ConnectionSettings connection(AbstractConfig config) {
        DatabendUrl url =
                DatabendUrl.parse(config.getString(ConnectionKeys.URL), config.getBoolean(ConnectionKeys.SSL));
        String user = config.getString(ConnectionKeys.USER);
        Password password = config.getPassword(ConnectionKeys.PASSWORD);
        String database = config.getString(ConnectionKeys.DATABASE);
        return new ConnectionSettings(
                url,
                user.isEmpty() ? url.user().orElse("root") : user,
                password.value().isEmpty() ? new Password(url.password().orElse("")) : password,
                database.isBlank() ? url.database().orElse("default") : database,
                new RetrySettings(config.getInt(ConnectionKeys.ATTEMPTS) - 1, millis(config, ConnectionKeys.BACKOFF)));
    }

    private static RecordSettings records(AbstractConfig config, String database, Optional<String> softDeletes) {
        return new RecordSettings(
                "upsert".equals(word(config, RecordKeys.INSERT_MODE)),
                PrimaryKeyMode.valueOf(word(config, RecordKeys.PK_MODE).toUpperCase(Locale.ROOT)),
                config.getList(RecordKeys.PK_FIELDS),
                new LinkedHashSet<>(config.getList(RecordKeys.ONLY)),
                new LinkedHashSet<>(config.getList(RecordKeys.NEVER)),
                config.getBoolean(RecordKeys.DELETE_ENABLED),
                softDeletes,
                ingestColumns(config.getList(RecordKeys.INGEST_COLUMNS)),
                config.getString(TableKeys.NAME_FORMAT),
                tablesByTopic(config.getList(TableKeys.TOPICS_TO_TABLES)),
                database,
                "never".equals(word(config, TableKeys.QUOTE)),
                "native".equals(word(config, TableKeys.NESTED)));
    }

    /** Reads what=column pairs. */
    public static Map<String, String> ingestColumns(List<String> pairs) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals < 1 || equals == pair.length() - 1) {
                throw new IllegalArgumentException("'" + pair + "' is not of the form what=column");
            }
            columns.put(
                    pair.substring(0, equals).strip(),
                    pair.substring(equals + 1).strip());
        }
        return columns;
    }

    /** Reads topic:table pairs. */
    public static Map<String, String> tablesByTopic(List<String> pairs) {
        Map<String, String> tables = new LinkedHashMap<>();
        for (String pair : pairs) {
            int colon = pair.indexOf(':');
            if (colon < 1 || colon == pair.length() - 1) {
                throw new IllegalArgumentException("'" + pair + "' is not of the form topic:table");
            }
            tables.put(
                    pair.substring(0, colon).strip(), pair.substring(colon + 1).strip());
        }
        return tables;
    }

    private static FlushSettings flush(AbstractConfig config) {
        long buffer = config.getLong(WritingKeys.BUFFER_BYTES);
        long bufferBytes = buffer > 0 ? buffer : Math.min(Runtime.getRuntime().maxMemory() / 4, LARGEST_BUFFER);
        long flush = config.getLong(WritingKeys.FLUSH_MAX_BYTES);
        return new FlushSettings(
                config.getInt(WritingKeys.BATCH_SIZE),
                config.getInt(WritingKeys.FLUSH_MAX_ROWS),
                flush > 0 ? flush : bufferBytes / 2,
                millis(config, WritingKeys.FLUSH_INTERVAL),
                millis(config, WritingKeys.FLUSH_MAX_INTERVAL),
                bufferBytes,
                config.getInt(WritingKeys.FLUSH_THREADS));
    }

    private static Duration millis(AbstractConfig config, String key) {
        return Duration.ofMillis(config.getLong(key));
    }

    private static String word(AbstractConfig config, String key) {
        return config.getString(key).toLowerCase(Locale.ROOT);
    }

    /** The values that can be read, for checks across keys; those that cannot are left out. */
    public static Map<String, Object> readable(Map<String, String> properties) {
        Map<String, Object> values = new HashMap<>();
        definition().validate(properties).forEach(v -> {
            if (v.errorMessages().isEmpty()) {
                values.put(v.name(), v.value());
            }
        });
        return values;
    }
}
