package io.bendsync.source.cdc.ddl;

import io.bendsync.source.cdc.CdcSourceException;
import io.debezium.config.Configuration;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.relational.TableId;
import io.debezium.relational.Tables.TableFilter;
import io.debezium.spi.topic.TopicNamingStrategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes of Debezium's records of schema changes, which have a topic of their own and so no order with the rows, records
 * in the tables' topics of what the target is to follow; and tells of what neither these nor the rows bring. One
 * thread's.
 */
public final class SchemaChanges {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaChanges.class);
    private static final String REMEDY =
            " Have the table read again by a signal, or run bendsync verify --repair, if these rows matter.";

    private static final Pattern DROP_DATABASE =
            Pattern.compile("\\s*DROP\\s+(?:DATABASE|SCHEMA)\\b", Pattern.CASE_INSENSITIVE);

    private final DdlPolicy policy;
    private final TableFilter captured;
    private final TopicNamingStrategy<TableId> topics;
    private final WorkingCopies copies;
    private final AlterParser parser = new AlterParser();
    private final Set<String> told = new HashSet<>();

    /**
     * For one reading.
     *
     * @param config the configuration in Debezium's words
     * @param policy what the target is to follow
     * @param copies tables that are left out; is told of new ones
     */
    public SchemaChanges(Map<String, String> config, DdlPolicy policy, WorkingCopies copies) {
        MySqlConnectorConfig debezium = new MySqlConnectorConfig(Configuration.from(config));
        this.policy = policy;
        this.copies = copies;
        this.captured = debezium.getTableFilters().dataCollectionFilter();
        this.topics = topics(debezium);
    }

    @SuppressWarnings("unchecked")
    private static TopicNamingStrategy<TableId> topics(MySqlConnectorConfig config) {
        return config.getTopicNamingStrategy(MySqlConnectorConfig.TOPIC_NAMING_STRATEGY);
    }

    /** Whether this is Debezium's record of a schema change in the binlog. */
    public static boolean isOne(SourceRecord record) {
        return record.value() instanceof Struct value
                && value.schema().field("ddl") != null
                && value.schema().field("tableChanges") != null
                && value.get("ddl") != null
                && !record.sourceOffset().containsKey("snapshot");
    }

    /**
     * What the tables' topics have to be told of it, mostly nothing.
     *
     * @throws CdcSourceException if the user wants to be stopped by it
     */
    public List<SourceRecord> announced(SourceRecord schemaChange) {
        Struct value = (Struct) schemaChange.value();
        String statement = value.getString("ddl");
        List<SourceRecord> records = new ArrayList<>();
        for (Object each : value.getArray("tableChanges")) {
            Struct change = (Struct) each;
            TableId table = TableId.parse(change.getString("id"), true);
            switch (change.getString("type")) {
                case "CREATE" -> copies.created(table);
                case "ALTER" -> parser.read(statement, table.catalog()).tables().forEach(this::tellOfNewName);
                default -> {
                    // Told of as far as it is captured.
                }
            }
            if (captured.isIncluded(table) && !copies.include(table)) {
                announcements(table, change, statement)
                        .forEach(announcement -> records.add(record(announcement, schemaChange)));
            }
        }
        if (DROP_DATABASE.matcher(statement).lookingAt()) {
            databaseDropped(value.getString("databaseName"))
                    .forEach(announcement -> records.add(record(announcement, schemaChange)));
        }
        return records;
    }

    private SourceRecord record(Announcement announcement, SourceRecord schemaChange) {
        return announcement.record(
                topics.dataChangeTopic(announcement.table()),
                schemaChange.sourcePartition(),
                schemaChange.sourceOffset());
    }

    private List<Announcement> announcements(TableId table, Struct change, String statement) {
        return switch (change.getString("type")) {
            case "DROP" ->
                policy.dropTables() && isDropped(statement) ? List.of(Announcement.tableDropped(table)) : List.of();
            case "ALTER" -> altered(table, change.getStruct("table"), parser.read(statement, table.catalog()));
            default -> List.of();
        };
    }

    /** A table also goes when it is renamed. */
    private static boolean isDropped(String statement) {
        return statement.stripLeading().toUpperCase(Locale.ROOT).startsWith("DROP TABLE");
    }

    /** Debezium does not say which tables went with it. */
    private List<Announcement> databaseDropped(String database) {
        List<TableId> tables = copies.tablesOf(database).stream()
                .filter(table -> captured.isIncluded(table) && !copies.include(table))
                .toList();
        if (policy.dropTables()) {
            LOG.warn(
                    "Database {} was dropped; its tables that are known here go from the target: {}", database, tables);
            return tables.stream().map(Announcement::tableDropped).toList();
        }
        LOG.warn("Database {} was dropped; its tables stay in the target (ddl.drop.table=keep)", database);
        return List.of();
    }

    private void tellOfNewName(TableId old, TableId name) {
        if (copies.include(old) || copies.include(name) || !captured.isIncluded(old) || !told.add(old + " " + name)) {
            return;
        }
        String what =
                "Table " + old + " is called " + name + " from here on: the table in the target keeps its rows and"
                        + " its name, and rows go on in one for " + name
                        + (captured.isIncluded(name) ? "" : ", if table.include.list is made to have it");
        if (policy.failOnRenamedTable()) {
            throw new CdcSourceException(
                    what + ". ddl.rename.table=fail stops the connector before that: rename the table"
                            + " in the target, or set ddl.rename.table=keep, and restart it");
        }
        LOG.warn("{}.{}", what, REMEDY);
    }

    private List<Announcement> altered(TableId table, Struct after, AlterStatement statement) {
        tellOfUnknownValues(table, after, statement.added());
        if (statement.emptied()) {
            LOG.warn(
                    "Partitions of {} were dropped, emptied or exchanged as a whole: what became of their rows is not in the"
                            + " binlog, and the target has them as they were. bendsync verify --repair takes them out, or"
                            + " bendsync run FILE --resync loads all again",
                    table);
        }
        List<Announcement> announcements = new ArrayList<>();
        if (policy.dropColumns()) {
            statement.dropped().forEach(column -> announcements.add(Announcement.columnDropped(table, column)));
        }
        if (policy.renameColumns()) {
            inTurn(statement.renamed())
                    .forEach(names -> announcements.add(Announcement.columnRenamed(table, names.get(0), names.get(1))));
        } else if (!statement.renamed().isEmpty()) {
            LOG.warn(
                    "Columns {} of {} have new names: the target gets new columns beside the old ones, which are empty"
                            + " in rows that do not change (ddl.rename=add).{}",
                    statement.renamed(),
                    table,
                    REMEDY);
        }
        return announcements;
    }

    /** A statement renames all columns at once, and may swap names; here a name must be free before it is taken. */
    static List<List<String>> inTurn(Map<String, String> renamed) {
        Map<String, String> left = new LinkedHashMap<>(renamed);
        List<List<String>> turns = new ArrayList<>();
        while (!left.isEmpty()) {
            String next = left.keySet().stream()
                    .filter(old -> !left.containsKey(left.get(old)))
                    .findFirst()
                    .orElse(null);
            if (next == null) {
                String one = left.keySet().iterator().next();
                String aside = "__" + one + "_renamed";
                turns.add(List.of(one, aside));
                left.put(aside, left.remove(one));
            } else {
                turns.add(List.of(next, left.remove(next)));
            }
        }
        return turns;
    }

    /** The rows show a new column's default; other values of older rows are in no binlog. */
    private static void tellOfUnknownValues(TableId table, Struct after, List<String> added) {
        for (Object each : after == null ? List.of() : after.getArray("columns")) {
            Struct column = (Struct) each;
            String name = column.getString("name");
            if (added.contains(name) && isUnknown(column)) {
                LOG.warn(
                        "Column {} was added to {}: what it holds in the rows that were there is not in the binlog, and"
                                + " they get NULL in the target.{}",
                        name,
                        table,
                        REMEDY);
            }
        }
    }

    private static boolean isUnknown(Struct column) {
        if (Boolean.TRUE.equals(column.getBoolean("generated"))) {
            return true;
        }
        String filling = column.getString("defaultValueExpression");
        if (filling == null) {
            return Boolean.TRUE.equals(column.getBoolean("autoIncremented"));
        }
        String upper = filling.toUpperCase(Locale.ROOT);
        return upper.startsWith("CURRENT_TIMESTAMP") || upper.startsWith("NOW") || upper.startsWith("(");
    }
}
