package io.bendsync.source.jdbc.position;

import io.bendsync.source.jdbc.failure.SourceException;
import io.bendsync.source.jdbc.table.Column;
import io.bendsync.source.jdbc.table.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which columns say what is new, as configured; what is left out is found in each table.
 *
 * @param byTimestamp whether the mode looks at a timestamp
 * @param byIncrement whether the mode looks at an incrementing column
 * @param timestampColumns the timestamp columns by name, the first that is not NULL counts
 * @param incrementingColumn the incrementing column by name
 * @param mustNotBeNull whether columns that could be NULL are refused
 */
public record CursorChoice(
        boolean byTimestamp,
        boolean byIncrement,
        CursorNames timestampColumns,
        CursorNames incrementingColumn,
        boolean mustNotBeNull) {
    /** By the key alone. */
    public static final CursorChoice BY_KEY =
            new CursorChoice(false, false, CursorNames.of(List.of()), CursorNames.of(List.of()), false);

    /**
     * Gives the order in which it is read.
     *
     * @param table a table
     * @throws Unfit when a column is missing or cannot serve; it names the setting to change
     */
    public ReadingOrder in(TableSchema table) {
        Optional<CursorColumn> timestamp = byTimestamp ? Optional.of(timestamp(table)) : Optional.empty();
        Optional<CursorColumn> incrementing = byIncrement ? Optional.of(incrementing(table)) : Optional.empty();
        List<Column> taken = new ArrayList<>();
        incrementing.ifPresent(column -> taken.addAll(column.columns()));
        if (timestamp.isPresent() && timestamp.get().columns().size() == 1) {
            taken.addAll(timestamp.get().columns());
        }
        List<CursorColumn> rest = table.key().stream()
                .filter(column -> !taken.contains(column))
                .map(CursorColumn::of)
                .toList();
        boolean unique = !table.key().isEmpty() || incrementing.isPresent();
        return new ReadingOrder(timestamp, incrementing, rest, unique);
    }

    /** The choice by which tables are read in the order of their key, whatever the mode. */
    public CursorChoice keyOnly() {
        return new CursorChoice(false, false, timestampColumns, incrementingColumn, mustNotBeNull);
    }

    private CursorColumn timestamp(TableSchema table) {
        List<String> names = names(timestampColumns, table, Setting.TIMESTAMP);
        if (names.isEmpty()) {
            return CursorColumn.of(table.columns().stream()
                    .filter(column -> column.temporal() && column.trait().setOnUpdate())
                    .findFirst()
                    .orElseThrow(() -> new Unfit(
                            Setting.TIMESTAMP,
                            "Table " + table.name() + " has no timestamp column that updates itself"
                                    + " (ON UPDATE CURRENT_TIMESTAMP); set timestamp.column.name")));
        }
        List<Column> columns = names.stream()
                .map(name -> found(table, name, Setting.TIMESTAMP))
                .toList();
        for (Column column : columns) {
            if (!column.temporal()) {
                throw new Unfit(
                        Setting.TIMESTAMP,
                        "Column " + column.name() + " of table " + table.name() + " is " + column.fullType()
                                + ", neither DATETIME nor TIMESTAMP; set timestamp.column.name to one that is");
            }
        }
        if (columns.stream().map(Column::dataType).distinct().count() > 1) {
            throw new Unfit(
                    Setting.TIMESTAMP,
                    "The timestamp columns of table " + table.name() + " are of different types,"
                            + " which no time zone makes comparable; use DATETIME or TIMESTAMP for all");
        }
        if (mustNotBeNull && columns.stream().allMatch(Column::nullable)) {
            throw nullable(table, columns.get(0), Setting.TIMESTAMP);
        }
        return CursorColumn.firstOf(columns);
    }

    private CursorColumn incrementing(TableSchema table) {
        Column column = names(incrementingColumn, table, Setting.INCREMENTING).stream()
                .findFirst()
                .map(name -> found(table, name, Setting.INCREMENTING))
                .orElseGet(() -> table.columns().stream()
                        .filter(c -> c.trait().autoIncrement())
                        .findFirst()
                        .orElseThrow(() -> new Unfit(
                                Setting.INCREMENTING,
                                "Table " + table.name()
                                        + " has no AUTO_INCREMENT column; set incrementing.column.name")));
        if (!column.integral()) {
            throw new Unfit(
                    Setting.INCREMENTING,
                    "Column " + column.name() + " of table " + table.name() + " is " + column.fullType()
                            + ", not a whole number; set incrementing.column.name to one that is");
        }
        if (mustNotBeNull && column.nullable()) {
            throw nullable(table, column, Setting.INCREMENTING);
        }
        return CursorColumn.of(column);
    }

    private static List<String> names(CursorNames names, TableSchema table, Setting setting) {
        Setting named = names.byTable().isEmpty() ? setting : setting.byTable();
        try {
            return names.in(table.name(), named.key());
        } catch (CursorNames.Ambiguous e) {
            throw new Unfit(named, e.getMessage());
        }
    }

    private static Column found(TableSchema table, String name, Setting setting) {
        return table.find(name)
                .orElseThrow(() -> new Unfit(
                        setting,
                        "Table " + table.name() + " has no column " + name + "; set " + setting.key()
                                + " to one it has"));
    }

    private static Unfit nullable(TableSchema table, Column column, Setting setting) {
        return new Unfit(
                setting,
                "Column " + column.name() + " of table " + table.name() + " can be NULL, and such rows are never"
                        + " read; make it NOT NULL, or set validate.non.null=false to leave them out");
    }

    /** The settings that name cursor columns. */
    public enum Setting {
        /** {@code timestamp.column.name}. */
        TIMESTAMP("timestamp.column.name"),
        /** {@code incrementing.column.name}. */
        INCREMENTING("incrementing.column.name"),
        /** {@code timestamp.columns.mapping}. */
        TIMESTAMP_BY_TABLE("timestamp.columns.mapping"),
        /** {@code incrementing.column.mapping}. */
        INCREMENTING_BY_TABLE("incrementing.column.mapping");

        private final String key;

        Setting(String key) {
            this.key = key;
        }

        /** The configuration key. */
        public String key() {
            return key;
        }

        private Setting byTable() {
            return this == TIMESTAMP ? TIMESTAMP_BY_TABLE : INCREMENTING_BY_TABLE;
        }
    }

    /** A table that cannot be read as configured. */
    public static final class Unfit extends SourceException {
        private static final long serialVersionUID = 1L;

        private final Setting setting;

        Unfit(Setting setting, String message) {
            super(message);
            this.setting = setting;
        }

        /** The setting to change. */
        public Setting setting() {
            return setting;
        }
    }
}
