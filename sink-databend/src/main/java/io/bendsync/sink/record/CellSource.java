package io.bendsync.sink.record;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Where a column's value is found in a record. */
@FunctionalInterface
interface CellSource {
    /**
     * The value, as Kafka Connect holds it.
     *
     * @param row the Struct that holds the row, null where there is only a key
     */
    Object get(Struct row, SinkRecord record);

    static CellSource rowField(Field field) {
        if (field.schema().defaultValue() == null) {
            return (row, record) -> row.get(field);
        }
        // get(Field) would put the default in the place of an explicit NULL.
        String name = field.name();
        return (row, record) -> row.getWithoutDefault(name);
    }

    static CellSource keyField(Field field) {
        String name = field.name();
        return (row, record) -> ((Struct) record.key()).getWithoutDefault(name);
    }
}
