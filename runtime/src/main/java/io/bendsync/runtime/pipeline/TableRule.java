package io.bendsync.runtime.pipeline;

import io.bendsync.transforms.ShardValue;
import io.bendsync.transforms.filter.RowFilter;
import java.util.List;
import java.util.Optional;

/**
 * An entry of {@code source.tables} that has settings of its own.
 *
 * @param setting its place in the file, such as {@code source.tables[2]}
 * @param tables {@code database.table}, or with * for any letters
 * @param topic empty for the usual one
 * @param target the table in Databend, or {@code database.table}; empty for the usual one
 * @param key columns that take the primary key's place; empty for the primary key
 * @param exclude columns that are left out
 * @param mask columns whose text becomes {@code ***} and anything else NULL
 * @param hash columns that are hashed
 * @param salt a secret in front of what is hashed
 * @param filterText the condition for rows that are sent, empty for all
 * @param softDelete the column for the time of a delete, empty where deleted rows go
 * @param shardColumn the column that tells which of the tables a row is from, empty where it is only one
 * @param shardValue what that column holds
 */
public record TableRule(
        String setting,
        List<String> tables,
        String topic,
        String target,
        List<String> key,
        List<String> exclude,
        List<String> mask,
        List<String> hash,
        String salt,
        String filterText,
        String softDelete,
        String shardColumn,
        ShardValue shardValue) {
    /** The column for the time of a delete where the file says no more than that deletes are soft. */
    static final String DELETED_AT = "_deleted_at";

    public TableRule {
        tables = List.copyOf(tables);
        key = List.copyOf(key);
        exclude = List.copyOf(exclude);
        mask = List.copyOf(mask);
        hash = List.copyOf(hash);
    }

    /** Whether several tables become one. */
    public boolean merges() {
        return !shardColumn.isEmpty();
    }

    /** Whether deleted rows stay. */
    public boolean softDeletes() {
        return !softDelete.isEmpty();
    }

    /** The condition for rows that are sent. */
    public Optional<RowFilter> filter() {
        return filterText.isEmpty() ? Optional.empty() : Optional.of(RowFilter.parse(filterText));
    }

    /** What is unusual about these tables, in a few words; empty where nothing that changes rows is. */
    public List<String> words() {
        java.util.ArrayList<String> words = new java.util.ArrayList<>();
        if (merges()) {
            words.add(shardColumn + " tells the "
                    + (shardValue.server().isEmpty() ? "" : "server and ")
                    + shardValue.names().setting());
        }
        say(words, "without ", exclude);
        say(words, "masked ", mask);
        say(words, "hashed ", hash);
        if (!filterText.isEmpty()) {
            words.add("rows where " + filterText);
        }
        return words;
    }

    private static void say(List<String> words, String what, List<String> columns) {
        if (!columns.isEmpty()) {
            words.add(what + String.join(", ", columns));
        }
    }

    /** Without the salt. */
    @Override
    public String toString() {
        return setting + " " + tables;
    }
}
