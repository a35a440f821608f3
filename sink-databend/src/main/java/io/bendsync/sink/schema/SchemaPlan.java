package io.bendsync.sink.schema;

import io.bendsync.sink.config.SchemaSettings;
import io.bendsync.sink.databend.Identifier;
import io.bendsync.sink.databend.TableName;
import io.bendsync.sink.schema.IncomingRows.IncomingColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides what has to be done to a table before rows can go in: a pure function of the table and the rows' columns.
 */
public final class SchemaPlan {
    private final SchemaSettings settings;

    public SchemaPlan(SchemaSettings settings) {
        this.settings = settings;
    }

    /**
     * The steps to take, none if the table will do as it is.
     *
     * @param actual the table as it stands, or empty if there is none
     * @throws SchemaMismatchException if settings or the safety of what is stored forbid what would be needed
     */
    public List<SchemaStep> steps(TableName table, Optional<TableSchema> actual, IncomingRows rows) {
        if (actual.isEmpty()) {
            return List.of(create(table, rows.columns()));
        }
        List<SchemaStep> steps = new ArrayList<>();
        List<Column> named = new ArrayList<>();
        for (IncomingColumn field : rows.columns()) {
            Optional<Column> column = actual.get().column(field.column().name());
            if (column.isEmpty()) {
                steps.add(add(table, field.isKey() ? unfilled(field.column()) : field.column()));
            } else {
                named.add(column.get());
                modify(table, column.get(), field, rows.document()).ifPresent(steps::add);
            }
        }
        if (rows.writes()) {
            // Rows of an older schema version, say, do not know a column that a newer one made NOT NULL.
            actual.get().required().stream()
                    .filter(column -> !named.contains(column))
                    .forEach(column -> steps.add(relax(table, column)));
        }
        settings.softDeleteColumn()
                .filter(name -> actual.get().column(name).isEmpty())
                .ifPresent(name -> steps.add(add(table, new Column(name, new TimestampType(), true))));
        return steps;
    }

    /** The steps by which a table follows a change of its source's, none if it does already. */
    public List<SchemaStep> steps(Alteration alteration, Optional<TableSchema> actual) {
        if (actual.isEmpty()) {
            return List.of();
        }
        TableName table = alteration.table();
        List<SchemaStep> steps = steps(table, alteration, actual.get());
        if (!steps.isEmpty() && !settings.evolve()) {
            throw new SchemaMismatchException("Table " + table + " was changed at its source, which is to be followed,"
                    + " and auto.evolve is off. Set auto.evolve=true, or run: "
                    + steps.stream().map(SchemaStep::sql).collect(Collectors.joining("; ")));
        }
        return steps;
    }

    private List<SchemaStep> steps(TableName table, Alteration alteration, TableSchema actual) {
        if (alteration instanceof Alteration.RenameColumn rename) {
            return rename(table, rename.column(), rename.to(), actual);
        }
        if (alteration instanceof Alteration.DropColumn drop) {
            return isThere(actual, drop.column())
                    ? List.of(new SchemaStep.DropColumn(table, drop.column()))
                    : List.of();
        }
        return List.of(new SchemaStep.DropTable(table));
    }

    private List<SchemaStep> rename(TableName table, String column, String to, TableSchema actual) {
        if (!isThere(actual, column)) {
            return List.of();
        }
        // Both are there if rows of the old structure came again, or a column of that name was kept before: what
        // rows have under the old name is the newer.
        return isThere(actual, to)
                ? List.of(new SchemaStep.MoveValues(table, column, to), new SchemaStep.DropColumn(table, column))
                : List.of(new SchemaStep.RenameColumn(table, column, to));
    }

    /** Our own column for soft deletes has nothing to do with the source's. */
    private boolean isThere(TableSchema actual, String column) {
        return actual.column(column).isPresent()
                && settings.softDeleteColumn().filter(column::equals).isEmpty();
    }

    private SchemaStep create(TableName table, List<IncomingColumn> incoming) {
        List<Column> columns = new ArrayList<>();
        for (IncomingColumn field : incoming) {
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

    /** Rows cannot all have the same key. */
    private static Column unfilled(Column column) {
        return new Column(column.name(), column.type(), column.nullable());
    }

    private SchemaStep add(TableName table, Column column) {
        SchemaStep step = new SchemaStep.AddColumn(table, column);
        if (!settings.evolve()) {
            throw new SchemaMismatchException("Table " + table + " has no column '" + column.name()
                    + "' and auto.evolve is off. Set auto.evolve=true, or run: " + step.sql());
        }
        return step;
    }

    private Optional<SchemaStep> modify(TableName table, Column column, IncomingColumn field, boolean document) {
        ColumnType wanted = field.column().type();
        if (document && wanted instanceof IntegerType && column.type() instanceof DoubleType) {
            return Optional.empty(); // the file is written with DOUBLE, value by value, if that holds them
        }
        if (document && wanted instanceof DoubleType && column.type() instanceof IntegerType && settings.evolve()) {
            return Optional.of(new SchemaStep.NumbersToDouble(table, column.name()));
        }
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
            throw refused(table, column, field.column());
        }
        if (nullable != column.nullable()) {
            return Optional.of(relax(table, column));
        }
        return Optional.empty();
    }

    private static SchemaMismatchException refused(TableName table, Column column, Column field) {
        ColumnType wanted = field.type();
        String message = column.type() instanceof ForeignType
                ? "Column '" + column.name() + "' of table " + table + " is "
                        + column.type().sql()
                        + ", the records bring " + wanted.sql()
                        + ", and Databend changes no such column. Put it aside, and auto.evolve adds it anew: ALTER TABLE "
                        + table.sql() + " RENAME COLUMN " + Identifier.quoted(column.name()) + " TO "
                        + Identifier.quoted(column.name() + "_before")
                : mismatch(
                                table,
                                column,
                                wanted,
                                wanted,
                                "no change of the column would keep all values as they are. If you accept that, run: ")
                        .getMessage();
        return new SchemaMismatchException(message, field.name());
    }

    private SchemaStep relax(TableName table, Column column) {
        SchemaStep step = new SchemaStep.ModifyColumn(table, new Column(column.name(), column.type(), true));
        if (!settings.evolve()) {
            throw new SchemaMismatchException("Column '" + column.name() + "' of table " + table
                    + " is NOT NULL, a row brings no value for it, and auto.evolve is off. Set auto.evolve=true, or"
                    + " run: " + step.sql());
        }
        return step;
    }

    private static SchemaMismatchException mismatch(
            TableName table, Column column, ColumnType wanted, ColumnType remedy, String why) {
        return new SchemaMismatchException("Column '" + column.name() + "' of table " + table + " is "
                + column.type().sql() + ", the records bring " + wanted.sql() + ", and " + why
                + new SchemaStep.ModifyColumn(table, new Column(column.name(), remedy, column.nullable())).sql());
    }
}
