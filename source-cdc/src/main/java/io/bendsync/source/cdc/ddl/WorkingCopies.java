package io.bendsync.source.cdc.ddl;

import io.debezium.relational.TableId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the tables that gh-ost and pt-online-schema-change make beside a table while they alter it. Their rows are that
 * table's once more, and it takes its place by a rename, which Debezium follows. A table counts as one only if its
 * name says so of a table that is there. One thread's.
 */
public final class WorkingCopies {

    private static final Logger LOG = LoggerFactory.getLogger(WorkingCopies.class);
    private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");
    private static final Pattern NAME = Pattern.compile("_+(.+)_(?:gho|ghc|del|new|old)");

    private final Set<TableId> tables;
    private final Set<String> topics = new HashSet<>();
    private final Set<TableId> told = new HashSet<>();
    private final List<Pattern> wanted;

    /**
     * At some moment.
     *
     * @param tables all that are there
     * @param config the configuration in Debezium's words: a table that its list names is wanted
     */
    public WorkingCopies(Collection<TableId> tables, Map<String, String> config) {
        this.tables = new HashSet<>(tables);
        this.wanted = COMMA.splitAsStream(config.getOrDefault("table.include.list", ""))
                .map(String::trim)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Pattern.compile(entry, Pattern.CASE_INSENSITIVE))
                .toList();
    }

    /** Whether the table is a working copy of another. */
    public boolean include(TableId table) {
        Optional<String> original = original(table);
        if (original.isPresent() && told.add(table)) {
            LOG.warn(
                    "Table {} is left out as the working copy of an online schema change of {}; if it is none, name it in"
                            + " table.include.list",
                    table,
                    original.get());
        }
        return original.isPresent();
    }

    /** The table whose working copy a table is, by its name; empty if it is a table of its own. */
    public Optional<String> original(TableId table) {
        Matcher name = NAME.matcher(table.table());
        return name.matches()
                        && tables.contains(new TableId(table.catalog(), null, name.group(1)))
                        && wanted.stream().noneMatch(entry -> names(entry, table))
                ? Optional.of(name.group(1))
                : Optional.empty();
    }

    /** An entry that has the table's name in it, and not only a pattern that it happens to match. */
    private static boolean names(Pattern entry, TableId table) {
        return entry.matcher(table.catalog() + "." + table.table()).matches()
                && Pattern.compile(
                                "(?<![\\w$])" + Pattern.quote(table.table()) + "(?![\\w$])", Pattern.CASE_INSENSITIVE)
                        .matcher(entry.pattern().replace("\\", ""))
                        .find();
    }

    /** Those of a database, working copies among them, that are there or were made since. */
    Collection<TableId> tablesOf(String database) {
        return tables.stream()
                .filter(table -> table.catalog().equals(database))
                .sorted()
                .toList();
    }

    /** Whether the record is of a working copy. */
    public boolean include(SourceRecord record) {
        if (!(record.value() instanceof Struct value)) {
            return topics.contains(record.topic()); // a tombstone
        }
        boolean copy = table(value).map(this::include).orElse(false);
        if (copy) {
            topics.add(record.topic());
        }
        return copy;
    }

    /** Takes note of a table that was made since. */
    public void created(TableId table) {
        tables.add(table);
    }

    private static Optional<TableId> table(Struct value) {
        if (value.schema().field("op") == null || value.schema().field("source") == null) {
            return Optional.empty();
        }
        Struct source = value.getStruct("source");
        return Optional.of(new TableId(source.getString("db"), null, source.getString("table")));
    }
}
