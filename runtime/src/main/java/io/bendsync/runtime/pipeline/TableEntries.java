package io.bendsync.runtime.pipeline;

import io.bendsync.transforms.ShardNames;
import io.bendsync.transforms.ShardValue;
import io.bendsync.transforms.filter.FilterException;
import io.bendsync.transforms.filter.RowFilter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code source.tables}: a list of names and globs, and of entries with settings of their own. */
final class TableEntries {
    private static final String UNFIT_IN_A_LIST = ",";

    private final Mistakes mistakes;
    private final List<String> tables = new ArrayList<>();
    private final List<TableRule> rules = new ArrayList<>();
    private final Map<String, String> byTarget = new LinkedHashMap<>();

    TableEntries(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /** Names and globs of all entries, in the file's order. */
    List<String> tables() {
        return tables;
    }

    /** The entries that have settings. */
    List<TableRule> rules() {
        return rules;
    }

    void read(Section source) {
        String salt = source.text("hash.secret").map(Value::text).orElse("");
        for (Section.Item item : source.items("tables")) {
            if (item.text().isPresent()) {
                plain(item.text().get());
            } else {
                item.section().ifPresent(section -> rule(section, salt));
            }
        }
    }

    private void plain(Value table) {
        if (named("source.tables", table)) {
            target(table.place(), table.text().substring(table.text().indexOf('.') + 1), table.text());
            tables.add(table.text());
        }
    }

    private boolean named(String setting, Value table) {
        int dot = table.text().indexOf('.');
        if (dot < 1 || dot == table.text().length() - 1) {
            mistakes.add(table.place(), setting + ": " + table.text() + " lacks its database: write database.table");
            return false;
        }
        return true;
    }

    /** Two entries may not write one target, where their rows would take each other's place. */
    private void target(Place place, String target, String table) {
        String other = byTarget.put(target, table);
        if (other != null) {
            mistakes.add(
                    place,
                    "source.tables: " + other + " and " + table
                            + " would share one topic and target table: make them one"
                            + " entry with target and shard.column, or give one of them another target");
        }
    }

    private void rule(Section entry, String salt) {
        List<Value> named = entry.list("table").stream()
                .filter(table -> named(entry.dotted("table"), table))
                .toList();
        if (named.isEmpty() && !entry.has("table")) {
            entry.mistake("table", "is missing: add it, such as table: shop.orders");
        }
        TableRule rule = new TableRule(
                entry.path(),
                named.stream().map(Value::text).toList(),
                text(entry, "topic"),
                text(entry, "target"),
                columns(entry, "key"),
                columns(entry, "exclude"),
                columns(entry, "mask"),
                columns(entry, "hash"),
                salt,
                filter(entry),
                softDelete(entry),
                text(entry, "shard.column"),
                shardValue(entry));
        entry.finish();
        check(entry, rule);
        tables.addAll(rule.tables());
        rules.add(rule);
        for (String table :
                rule.target().isEmpty() ? rule.tables() : List.of(rule.tables().toString())) {
            target(
                    entry.placeOf("table"),
                    rule.target().isEmpty() ? table.substring(table.indexOf('.') + 1) : rule.target(),
                    table);
        }
    }

    private static ShardValue shardValue(Section entry) {
        String names = entry.choice(
                "shard.value", List.of("database", "table", "database.table"), ShardNames.DATABASE.setting());
        return new ShardValue(ShardNames.of(names), text(entry, "shard.server"));
    }

    private static String text(Section entry, String key) {
        return entry.text(key).map(Value::text).orElse("");
    }

    private List<String> columns(Section entry, String key) {
        List<Value> columns = entry.list(key);
        for (Value column : columns) {
            if (column.text().isEmpty() || column.text().contains(UNFIT_IN_A_LIST)) {
                mistakes.add(column.place(), entry.dotted(key) + ": a column's name with a comma cannot be given here");
            }
        }
        return columns.stream().map(Value::text).toList();
    }

    private String filter(Section entry) {
        Optional<Value> filter = entry.text("filter");
        filter.ifPresent(value -> {
            try {
                RowFilter.parse(value.text());
            } catch (FilterException e) {
                mistakes.add(value.place(), entry.dotted("filter") + ": " + e.getMessage());
            }
        });
        return filter.map(Value::text).orElse("");
    }

    private static String softDelete(Section entry) {
        String text = text(entry, "soft.delete");
        return switch (text) {
            case "true" -> TableRule.DELETED_AT;
            case "false" -> "";
            default -> text;
        };
    }

    private void check(Section entry, TableRule rule) {
        boolean several = rule.tables().size() > 1 || rule.tables().stream().anyMatch(table -> table.contains("*"));
        if (several
                && !rule.merges()
                && (!rule.target().isEmpty() || !rule.topic().isEmpty())) {
            entry.mistake(
                    rule.target().isEmpty() ? "topic" : "target",
                    "is one for several tables: add shard.column, so that equal keys of different tables stay apart");
        }
        if (rule.merges() && rule.target().isEmpty()) {
            entry.mistake("shard.column", "needs a target: the table in Databend that the tables become");
        }
        if (!rule.merges() && !rule.shardValue().server().isEmpty()) {
            entry.mistake("shard.server", "needs a shard.column, which holds it");
        }
        if (!rule.topic().isEmpty() && !rule.topic().matches("[a-zA-Z0-9._-]{1,200}")) {
            entry.mistake("topic", "may have letters, digits, ., _ and - only");
        }
        if (rule.target().contains(UNFIT_IN_A_LIST) || rule.target().contains("${")) {
            entry.mistake("target", "may have no comma and no ${");
        }
        if (!rule.hash().isEmpty() && rule.salt().isEmpty()) {
            entry.mistake(
                    "hash",
                    "needs source.hash.secret, a secret such as ${env:HASH_SECRET}: without it what is hashed can be guessed");
        }
        Set<String> seen = new HashSet<>();
        for (List<String> columns : List.of(rule.key(), rule.exclude(), rule.mask(), rule.hash())) {
            for (String column : new HashSet<>(columns)) {
                if (!seen.add(column)) {
                    entry.mistake(
                            "table", "gives column " + column + " two fates: of key, exclude, mask and hash one only");
                }
            }
        }
    }
}
