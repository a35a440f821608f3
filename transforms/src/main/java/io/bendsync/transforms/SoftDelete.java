package io.bendsync.transforms;

import java.time.Instant;
import java.util.Date;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;

/** The delete of a row that stays in the target, with the time of the delete in a column. */
public final class SoftDelete {
    private static final Schema TIME = Timestamp.builder().optional().build();

    private SoftDelete() {}

    /**
     * A row of a key and the time of its delete; the sink leaves the columns alone that are not in it.
     *
     * @param column the column for the time
     */
    public static Struct row(Struct key, String column, Date deletedAt) {
        SchemaBuilder builder = SchemaBuilder.struct();
        key.schema().fields().forEach(field -> builder.field(field.name(), field.schema()));
        Struct row = new Struct(builder.field(column, TIME).build());
        for (Field field : key.schema().fields()) {
            row.put(field.name(), key.get(field));
        }
        return row.put(column, deletedAt);
    }

    /** When the change happened in MySQL. */
    static Date time(Struct event) {
        Struct source = event.getStruct("source");
        Field field = source.schema().field("ts_ms");
        Object millis = field == null ? null : source.get(field);
        return millis instanceof Long when && when > 0
                ? Date.from(Instant.ofEpochMilli(when))
                : Date.from(Instant.now());
    }
}
