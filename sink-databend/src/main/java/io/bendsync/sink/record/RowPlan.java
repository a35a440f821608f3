package io.bendsync.sink.record;

import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** How rows of one schema are read: made once per schema, used for every record. */
final class RowPlan {
    private final RowShape shape;
    private final PlannedColumn[] columns;
    private final int fixedBytes;

    RowPlan(List<PlannedColumn> columns, List<Integer> keys) {
        this.shape = new RowShape(columns.stream().map(PlannedColumn::column).toList(), List.copyOf(keys), false);
        this.columns = columns.toArray(PlannedColumn[]::new);
        this.fixedBytes = MemoryUse.ofRow(this.columns.length);
    }

    RowShape shape() {
        return shape;
    }

    Object[] read(Struct row, SinkRecord record) {
        Object[] values = new Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            values[i] = columns[i].read(row, record);
        }
        return values;
    }

    int bytes(Object[] values) {
        return fixedBytes + MemoryUse.ofValues(values);
    }
}
