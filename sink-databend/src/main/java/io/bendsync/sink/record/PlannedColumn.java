package io.bendsync.sink.record;

import io.bendsync.sink.schema.Column;
import org.apache.kafka.connect.sink.SinkRecord;

/** A column of a row, with the way to its value. */
record PlannedColumn(Column column, CellSource source, ValueReader reader) {
    /** Reads the value; whatever is wrong with it is said of this column. */
    Object read(org.apache.kafka.connect.data.Struct row, SinkRecord record) {
        Object raw = source.get(row, record);
        if (raw == null) {
            return null;
        }
        try {
            return reader.read(raw);
        } catch (BadRecordException e) {
            throw new BadRecordException("column '" + column.name() + "' " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new BadRecordException(
                    "column '" + column.name() + "' holds no valid "
                            + column.type().sql(),
                    e);
        }
    }
}
