package io.bendsync.sink.record;

import io.bendsync.sink.databend.TableName;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names tables by a format such as {@code shop.${topic}}. Only a dot of the format itself parts database from table:
 * a topic with dots in its name stays one name.
 */
public final class TableNames {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    private final String databaseFormat;
    private final String tableFormat;
    private final String defaultDatabase;
    private final boolean fold;
    private final Map<Source, TableName> known = new HashMap<>();

    private record Source(String topic, String database, String table) {}

    /** @throws IllegalArgumentException with a sentence for the user if the format is wrong */
    public TableNames(String format, String defaultDatabase, boolean fold) {
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
        this.databaseFormat = dot < 0 ? "" : format.substring(0, dot);
        this.tableFormat = format.substring(dot + 1);
        this.defaultDatabase = defaultDatabase;
        this.fold = fold;
        if (tableFormat.isBlank()) {
            throw new IllegalArgumentException("it names no table");
        }
    }

    /**
     * The table for records of this origin.
     *
     * @param sourceDatabase null if the record does not say
     * @param sourceTable null if the record does not say
     */
    public TableName of(String topic, String sourceDatabase, String sourceTable) {
        return known.computeIfAbsent(new Source(topic, sourceDatabase, sourceTable), this::name);
    }

    private TableName name(Source source) {
        String database = databaseFormat.isEmpty() ? defaultDatabase : filled(databaseFormat, source);
        String table = filled(tableFormat, source);
        if (table.isEmpty() || table.indexOf('\0') >= 0) {
            throw new BadRecordException("table.name.format gives an empty table name for topic " + source.topic);
        }
        return fold
                ? new TableName(database.toLowerCase(Locale.ROOT), table.toLowerCase(Locale.ROOT))
                : new TableName(database, table);
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
