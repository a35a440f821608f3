package io.bendsync.sink.load;

import io.bendsync.sink.record.Change;
import io.bendsync.sink.record.RowShape;
import java.util.List;

/** Rows that stand in one file: writes of one shape, and deletes. */
record RowGroup(RowShape shape, List<Change> changes, boolean hasWrites, boolean hasDeletes) {
    /** The rows as the file holds them, in order. */
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
