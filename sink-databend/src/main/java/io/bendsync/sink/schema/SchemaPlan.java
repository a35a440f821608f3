package io.bendsync.sink.schema;

import io.bendsync.sink.config.SchemaSettings;
import io.bendsync.sink.databend.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what has to be done to a table before rows can go in: a pure function of the table and the rows' columns.
 */
public final class SchemaPlan {
    private final SchemaSettings settings;

    public SchemaPlan(SchemaSettings settings) {
        this.settings = settings;
    }

    /** A column that rows bring, and whether any of them holds NULL in it. */
    public record Incoming(Column column, boolean isKey, boolean holdsNull) {}

    /**
     * The steps to take, none if the table will do as it is.
     *
     * @param actual the table as it stands, or empty if there is none
     * @throws SchemaMismatchException if settings or the safety of what is stored forbid what would be needed
     */
    public List<SchemaStep> steps(TableName table, Optional<TableSchema> actual, List<Incoming> incoming) {
        if (actual.isEmpty()) {
            return List.of(create(table, incoming));
        }
        List<SchemaStep> steps = new ArrayList<>();
        for (Incoming field : incoming) {
            Optional<Column> column = actual.get().column(field.column().name());
            if (column.isEmpty()) {
                steps.add(add(table, field.column()));
            } else {
                modify(table, column.get(), field).ifPresent(steps::add);
            }
        }
        settings.softDeleteColumn()
                .filter(name -> actual.get().column(name).isEmpty())
                .ifPresent(name -> steps.add(add(table, new Column(name, new TimestampType(), true))));
        return steps;
    }

    private SchemaStep create(TableName table, List<Incoming> incoming) {
        List<Column> columns = new ArrayList<>();
        for (Incoming field : incoming) {
            columns.add(field.column());
        }
        if (!settings.create()) {
            throw new SchemaMismatchException("Table " + table + " does not exist in Databend and auto.create is off. "
                    + "Set auto.create=true, or run: "
                    + new SchemaStep.CreateTable(table, columns, settings.clusterBy(), settings.tableOptions()).sql());
        }
        settings.softDeleteColumn()
                .filter(name -> columns.stream().noneMatch(c -> c.name().equals(name)))
                .ifPresent(name -> columns.add(new Column(name, new TimestampType(), true)));
        return new SchemaStep.CreateTable(table, columns, settings.clusterBy(), settings.tableOptions());
    }

    private SchemaStep add(TableName table, Column column) {
        SchemaStep step = new SchemaStep.AddColumn(table, column.name(), column.type());
        if (!settings.evolve()) {
            throw new SchemaMismatchException("Table " + table + " has no column '" + column.name()
                    + "' and auto.evolve is off. Set auto.evolve=true, or run: " + step.sql());
        }
        return step;
    }

    private Optional<SchemaStep> modify(TableName table, Column column, Incoming field) {
        ColumnType wanted = field.column().type();
        Assignment assignment = Assignment.of(wanted, column.type(), settings.evolveToText());
        boolean nullable = column.nullable() || (field.holdsNull() && !field.isKey());
        if (assignment instanceof Assignment.Widen widen) {
            if (!settings.evolve()) {
                // Whether the values fit can only be seen one by one: the server refuses those that do not.
                if (wanted instanceof IntegerType && column.type() instanceof IntegerType) {
                    return Optional.empty();
                }
                throw mismatch(table, column, wanted, widen.to(), "auto.evolve is off. Set auto.evolve=true, or run: ");
            }
            return Optional.of(new SchemaStep.ModifyColumn(table, new Column(column.name(), widen.to(), nullable)));
        }
        if (assignment instanceof Assignment.Refused) {
            throw mismatch(
                    table,
                    column,
                    wanted,
                    wanted,
                    "no change of the column would keep all values as they are. If you accept that, run: ");
        }
        if (nullable != column.nullable()) {
            SchemaStep step = new SchemaStep.ModifyColumn(table, new Column(column.name(), column.type(), true));
            if (!settings.evolve()) {
                throw new SchemaMismatchException("Column '" + column.name() + "' of table " + table
                        + " is NOT NULL, a row brings NULL, and auto.evolve is off. Set auto.evolve=true, or run: "
                        + step.sql());
            }
            return Optional.of(step);
        }
        return Optional.empty();
    }

    private static SchemaMismatchException mismatch(
            TableName table, Column column, ColumnType wanted, ColumnType remedy, String why) {
        return new SchemaMismatchException("Column '" + column.name() + "' of table " + table + " is "
                + column.type().sql() + ", the records bring " + wanted.sql() + ", and " + why
                + new SchemaStep.ModifyColumn(table, new Column(column.name(), remedy, column.nullable())).sql());
    }
}
