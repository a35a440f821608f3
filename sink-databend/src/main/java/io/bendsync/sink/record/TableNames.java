package io.bendsync.sink.record;

import io.bendsync.sink.databend.TableName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names tables by a format such as {@code shop.${topic}}. Only a dot of the format itself parts database from table:
 * a topic with dots in its name stays one name.
 */
public final class TableNames {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    private final Format usual;
    private final Map<String, Format> byTopic = new HashMap<>();
    private final String defaultDatabase;
    private final boolean fold;
    private final Map<Source, TableName> known = new HashMap<>();
    private final Map<String, TableName> knownByTopic = new HashMap<>();
    private final Map<TableName, String> topics = new HashMap<>();
    private final Set<TableName> shared = new HashSet<>();
    private final Set<Format> sharedFormats = new HashSet<>();

    private record Source(String topic, String database, String table) {}

    /** A database's name, empty for the usual one, and a table's. */
    private record Format(String database, String table) {
        static Format of(String format) {
            Matcher placeholder = PLACEHOLDER.matcher(format);
            while (placeholder.find()) {
                switch (placeholder.group(1)) {
                    case "topic", "source.db", "source.table" -> {}
                    default ->
                        throw new IllegalArgumentException("'" + placeholder.group()
                                + "' is not known; use ${topic}, ${source.db} or ${source.table}");
                }
            }
            int dot = PLACEHOLDER
                    .matcher(format)
                    .replaceAll(m -> "x".repeat(m.group().length()))
                    .indexOf('.');
            Format parted = new Format(dot < 0 ? "" : format.substring(0, dot), format.substring(dot + 1));
            if (parted.table.isBlank()) {
                throw new IllegalArgumentException("it names no table");
            }
            return parted;
        }
    }

    /**
     * Names by a format, and by others for some topics.
     *
     * @throws IllegalArgumentException with a sentence for the user if a format is wrong
     */
    public TableNames(String format, Map<String, String> tablesByTopic, String defaultDatabase, boolean fold) {
        this.usual = Format.of(format);
        tablesByTopic.forEach((topic, table) -> {
            Format own = Format.of(table);
            if (byTopic.containsValue(own)) {
                sharedFormats.add(own);
            }
            byTopic.put(topic, own);
        });
        this.defaultDatabase = defaultDatabase;
        this.fold = fold;
    }

    /**
     * The table for records of this origin.
     *
     * @param sourceDatabase null if the record does not say
     * @param sourceTable null if the record does not say
     */
    public TableName of(String topic, String sourceDatabase, String sourceTable) {
        return sourceDatabase == null && sourceTable == null
                ? knownByTopic.computeIfAbsent(topic, it -> name(new Source(it, null, null)))
                : known.computeIfAbsent(new Source(topic, sourceDatabase, sourceTable), this::name);
    }

    private TableName name(Source source) {
        Format format = byTopic.getOrDefault(source.topic, usual);
        String database = format.database.isEmpty() ? defaultDatabase : filled(format.database, source);
        String table = filled(format.table, source);
        if (table.isEmpty() || table.indexOf('\0') >= 0) {
            throw new BadRecordException("table.name.format gives an empty table name for topic " + source.topic);
        }
        TableName name = fold
                ? new TableName(database.toLowerCase(Locale.ROOT), table.toLowerCase(Locale.ROOT))
                : new TableName(database, table);
        boolean another = !source.topic.equals(topics.computeIfAbsent(name, n -> source.topic));
        if (another || sharedFormats.contains(format)) {
            shared.add(name);
        }
        return name;
    }

    /** Whether rows of another topic go into the same table, as far as the settings and the records so far tell. */
    boolean isShared(TableName name) {
        return shared.contains(name);
    }

    private static String filled(String format, Source source) {
        String[] parts = source.topic.split("\\.", -1);
        return PLACEHOLDER
                .matcher(format)
                .replaceAll(m -> Matcher.quoteReplacement(
                        switch (m.group(1)) {
                            case "topic" -> source.topic;
                            // Debezium names topics prefix.database.table, which helps where the record itself says
                            // nothing.
                            case "source.db" ->
                                Objects.requireNonNullElseGet(
                                        source.database, () -> parts.length > 1 ? parts[parts.length - 2] : "default");
                            default -> Objects.requireNonNullElseGet(source.table, () -> parts[parts.length - 1]);
                        }));
    }
}
