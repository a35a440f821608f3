package io.bendsync.sink.schema;

import io.bendsync.sink.databend.Catalog.ColumnDescription;
import io.bendsync.sink.databend.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A table as it stands in Databend. */
public final class TableSchema {
    private final TableName name;
    private final List<Column> columns;
    private final Map<String, Column> byName = new HashMap<>();
    private final Map<String, List<Column>> byFoldedName = new HashMap<>();

    public TableSchema(TableName name, List<Column> columns) {
        this.name = name;
        this.columns = List.copyOf(columns);
        for (Column column : columns) {
            byName.put(column.name(), column);
            byFoldedName
                    .computeIfAbsent(column.name().toLowerCase(Locale.ROOT), n -> new ArrayList<>(1))
                    .add(column);
        }
    }

    /** Reads what the server says about a table. */
    public static TableSchema described(TableName name, List<ColumnDescription> columns) {
        return new TableSchema(
                name,
                columns.stream()
                        .map(c -> new Column(c.name(), TypeNames.parse(c.type()), c.nullable()))
                        .toList());
    }

    public TableName name() {
        return name;
    }

    public List<Column> columns() {
        return columns;
    }

    /**
     * The column that a field of this name goes into: of exactly this name, else the only one that differs in case
     * alone, as when a person created the table without quotes.
     */
    public Optional<Column> column(String field) {
        Column exact = byName.get(field);
        if (exact != null) {
            return Optional.of(exact);
        }
        List<Column> folded = byFoldedName.getOrDefault(field.toLowerCase(Locale.ROOT), List.of());
        return folded.size() == 1 ? Optional.of(folded.get(0)) : Optional.empty();
    }
}
