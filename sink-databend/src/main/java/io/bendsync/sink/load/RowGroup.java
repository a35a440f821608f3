package io.bendsync.sink.load;

import io.bendsync.sink.record.Change;
import io.bendsync.sink.record.RowShape;
import io.bendsync.sink.schema.Column;
import io.bendsync.sink.schema.DoubleType;
import io.bendsync.sink.schema.IntegerType;
import io.bendsync.sink.schema.TableSchema;
import java.util.List;

/** Rows that stand in one file: writes of one shape, and deletes. */
record RowGroup(RowShape shape, List<Change> changes, boolean hasWrites, boolean hasDeletes) {
    /**
     * The same rows, with whole numbers of objects without a schema as DOUBLE where the table's column is: JSON does
     * not tell 1 from 1.0.
     */
    RowGroup withNumbersOf(TableSchema table) {
        if (!shape.document()) {
            return this;
        }
        List<Column> columns = shape.columns().stream()
                .map(c -> c.type() instanceof IntegerType
                                && table.column(c.name())
                                        .filter(t -> t.type() instanceof DoubleType)
                                        .isPresent()
                        ? new Column(c.name(), new DoubleType(), c.nullable())
                        : c)
                .toList();
        return new RowGroup(new RowShape(columns, shape.keys(), true), changes, hasWrites, hasDeletes);
    }

    /** The same columns and statement for a file that holds no row. */
    RowGroup withoutRows() {
        return new RowGroup(shape, List.of(), hasWrites, hasDeletes);
    }

    /** A row as the file holds it. */
    FileRow row(Change change) {
        boolean deleted = change.kind() == Change.Kind.DELETE;
        if (change.shape().equals(shape)) {
            return new FileRow(change.values(), deleted);
        }
        Object[] values = new Object[shape.columns().size()];
        for (int i = 0; i < change.values().length; i++) {
            int position = shape.position(change.shape().columns().get(i).name());
            if (position >= 0) {
                values[position] = change.values()[i];
            }
        }
        return new FileRow(values, deleted);
    }

    /** Whether any row holds NULL in a column. */
    boolean holdsNull(int column) {
        String name = shape.columns().get(column).name();
        for (Change change : changes) {
            if (change.kind() == Change.Kind.WRITE) {
                int position =
                        change.shape().equals(shape) ? column : change.shape().position(name);
                if (position < 0 || change.values()[position] == null) {
                    return true;
                }
            }
        }
        return false;
    }
}
