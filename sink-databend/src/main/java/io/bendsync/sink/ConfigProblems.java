package io.bendsync.sink;

import io.bendsync.sink.config.ConnectionKeys;
import io.bendsync.sink.config.RecordKeys;
import io.bendsync.sink.config.Settings;
import io.bendsync.sink.config.TableKeys;
import io.bendsync.sink.config.WritingKeys;
import io.bendsync.sink.databend.DatabendUrl;
import io.bendsync.sink.record.IngestColumns;
import io.bendsync.sink.record.TableNames;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.config.types.Password;

/** Finds everything that is wrong with a configuration by itself, each at the key to change. */
final class ConfigProblems {
    private final Map<String, Object> values;
    private final BiConsumer<String, String> report;

    /** @param report takes a key and what is wrong with it */
    private ConfigProblems(Map<String, Object> values, BiConsumer<String, String> report) {
        this.values = values;
        this.report = report;
    }

    /** Reports what the definition of a single key does not see. */
    static void find(Map<String, String> properties, BiConsumer<String, String> report) {
        ConfigProblems problems = new ConfigProblems(Settings.readable(properties), report);
        problems.connection();
        problems.records();
        problems.tables();
        problems.writing();
    }

    private void connection() {
        String url = text(ConnectionKeys.URL);
        if (url.isEmpty()) {
            return;
        }
        try {
            DatabendUrl parsed = DatabendUrl.parse(url);
            boolean twoPasswords = parsed.password().isPresent()
                    && values.get(ConnectionKeys.PASSWORD) instanceof Password password
                    && !password.value().isEmpty()
                    && !password.value().equals(parsed.password().get());
            if (twoPasswords) {
                report.accept(ConnectionKeys.PASSWORD, "connection.url holds another password; leave one of them out");
            }
        } catch (IllegalArgumentException e) {
            report.accept(ConnectionKeys.URL, "The URL is not valid: " + e.getMessage());
        }
    }

    private void records() {
        boolean upsert = text(RecordKeys.INSERT_MODE).equals("upsert");
        String pkMode = text(RecordKeys.PK_MODE);
        List<?> pkFields = values.get(RecordKeys.PK_FIELDS) instanceof List<?> list ? list : List.of();
        if (upsert && pkMode.equals("none")) {
            report.accept(
                    RecordKeys.PK_MODE, "insert.mode=upsert needs a key: set pk.mode to record_key or record_value");
        }
        if (pkMode.equals("kafka") && !pkFields.isEmpty() && pkFields.size() != 3) {
            report.accept(
                    RecordKeys.PK_FIELDS,
                    "pk.mode=kafka needs three columns, for topic, partition and offset, or none at all");
        }
        if (Boolean.TRUE.equals(values.get(RecordKeys.DELETE_ENABLED))) {
            if (!upsert) {
                report.accept(RecordKeys.DELETE_ENABLED, "delete.enabled=true needs insert.mode=upsert");
            }
            if (pkMode.equals("none") || pkMode.equals("kafka")) {
                report.accept(RecordKeys.PK_MODE, "delete.enabled=true needs pk.mode=record_key or record_value");
            }
            if (text(RecordKeys.DELETE_COLUMN).isBlank()) {
                report.accept(RecordKeys.DELETE_COLUMN, "the name of a column is missing");
            }
        }
        if (values.get(RecordKeys.INGEST_COLUMNS) instanceof List<?> pairs) {
            try {
                Settings.ingestColumns(pairs.stream().map(Object::toString).toList())
                        .keySet()
                        .forEach(what -> {
                            if (!IngestColumns.TYPES.containsKey(what)) {
                                throw new IllegalArgumentException("'" + what + "' is none of "
                                        + new java.util.TreeSet<>(IngestColumns.TYPES.keySet()));
                            }
                        });
            } catch (IllegalArgumentException e) {
                report.accept(RecordKeys.INGEST_COLUMNS, e.getMessage());
            }
        }
    }

    private void tables() {
        try {
            new TableNames(text(TableKeys.NAME_FORMAT), Map.of(), "default", false);
        } catch (IllegalArgumentException e) {
            report.accept(TableKeys.NAME_FORMAT, "The format is not valid: " + e.getMessage());
        }
        if (values.get(TableKeys.TOPICS_TO_TABLES) instanceof List<?> pairs) {
            try {
                Map<String, String> tables = Settings.tablesByTopic(
                        pairs.stream().map(Object::toString).toList());
                new TableNames("${topic}", tables, "default", false);
            } catch (IllegalArgumentException e) {
                report.accept(TableKeys.TOPICS_TO_TABLES, e.getMessage());
            }
        }
    }

    private void writing() {
        if (values.get(WritingKeys.FLUSH_INTERVAL) instanceof Long interval
                && values.get(WritingKeys.FLUSH_MAX_INTERVAL) instanceof Long longest
                && longest < interval) {
            report.accept(WritingKeys.FLUSH_MAX_INTERVAL, "it is less than flush.interval.ms");
        }
    }

    private String text(String key) {
        Object value = values.get(key);
        boolean word = !key.equals(TableKeys.NAME_FORMAT) && !key.equals(ConnectionKeys.URL);
        return value == null ? "" : word ? value.toString().toLowerCase(Locale.ROOT) : value.toString();
    }
}
