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
    private final List<Column> required;
    private final List<Column> emptiable;
    private final Map<String, Column> byName = new HashMap<>();
    private final Map<String, List<Column>> byFoldedName = new HashMap<>();

    /**
     * A table.
     *
     * @param required the columns that every new row must name: NOT NULL and without a default
     * @param emptiable the columns that are NULL in a row that does not name them
     */
    public TableSchema(TableName name, List<Column> columns, List<Column> required, List<Column> emptiable) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.required = List.copyOf(required);
        this.emptiable = List.copyOf(emptiable);
        for (Column column : columns) {
            byName.put(column.name(), column);
            byFoldedName
                    .computeIfAbsent(column.name().toLowerCase(Locale.ROOT), n -> new ArrayList<>(1))
                    .add(column);
        }
    }

    /** Reads what the server says about a table. */
    public static TableSchema described(TableName name, List<ColumnDescription> columns) {
        List<Column> all = new ArrayList<>();
        List<Column> required = new ArrayList<>();
        List<Column> emptiable = new ArrayList<>();
        for (ColumnDescription description : columns) {
            Column column = new Column(description.name(), TypeNames.parse(description.type()), description.nullable());
            all.add(column);
            if (!description.hasDefault()) {
                (description.nullable() ? emptiable : required).add(column);
            }
        }
        return new TableSchema(name, all, required, emptiable);
    }

    public TableName name() {
        return name;
    }

    public List<Column> columns() {
        return columns;
    }

    /** The columns that every new row must name. */
    public List<Column> required() {
        return required;
    }

    /** The columns that are NULL in a row that does not name them. */
    public List<Column> emptiable() {
        return emptiable;
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
