package io.bendsync.transforms;

import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** The MySQL table of a record: what a change event says of itself, or the polling source's name for its position. */
record Origin(String database, String table) {
    /** The origin, or null where a record does not tell, such as a schema change or a heartbeat. */
    static Origin of(ConnectRecord<?> record) {
        if (record.value() instanceof Struct value && Events.isOne(value.schema())) {
            Struct source = value.getStruct("source");
            return source == null || text(source, "db") == null || text(source, "table") == null
                    ? null
                    : new Origin(text(source, "db"), text(source, "table"));
        }
        if (Announcements.isOne(record)) {
            Struct value = (Struct) record.value();
            return new Origin(value.getString("db"), value.getString("table"));
        }
        if (record instanceof SourceRecord polled) {
            return ofPartition(polled.sourcePartition());
        }
        return null;
    }

    private static Origin ofPartition(Map<String, ?> partition) {
        Object name = partition == null ? null : partition.get("table");
        if (!(name instanceof String full) || full.indexOf('.') < 1) {
            return null;
        }
        return new Origin(full.substring(0, full.indexOf('.')), full.substring(full.indexOf('.') + 1));
    }

    private static String text(Struct source, String name) {
        Field field = source.schema().field(name);
        return field == null || field.schema().type() != Schema.Type.STRING ? null : source.getString(name);
    }

    /** {@code database.table}. */
    @Override
    public String toString() {
        return database + "." + table;
    }
}
