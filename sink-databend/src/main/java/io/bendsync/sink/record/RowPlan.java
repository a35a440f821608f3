package io.bendsync.sink.record;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** How rows of one schema are read: made once per schema, used for every record. */
final class RowPlan {
    private final RowShape shape;
    private final PlannedColumn[] columns;
    private final int fixedBytes;
    /** Those whose values take more or less memory. */
    private final int[] sized;

    RowPlan(List<PlannedColumn> columns, List<Integer> keys) {
        this.shape = new RowShape(columns.stream().map(PlannedColumn::column).toList(), List.copyOf(keys), false);
        this.columns = columns.toArray(PlannedColumn[]::new);
        this.fixedBytes = MemoryUse.ofRow(this.columns.length);
        this.sized = IntStream.range(0, this.columns.length)
                .filter(i -> MemoryUse.varies(this.columns[i].column().type()))
                .toArray();
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
        long bytes = fixedBytes;
        for (int column : sized) {
            bytes += MemoryUse.ofValue(values[column]);
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE / 2);
    }
}
