package io.bendsync.source.cdc.ddl;

import io.debezium.relational.TableId;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * A record that announces a change of the table itself in the table's own topic, and so between the rows before and
 * after it. Its shape is in the README, as the sink and others read it.
 *
 * @param kind what happens: {@code drop_column}, {@code rename_column} or {@code drop_table}
 * @param table to which table
 * @param column to which of its columns; null for the whole table
 * @param to the column's new name; null where it gets none
 */
record Announcement(String kind, TableId table, String column, String to) {

    private static final Schema SCHEMA = SchemaBuilder.struct()
            .name("io.bendsync.source.cdc.SchemaChange")
            .version(1)
            .field("__schema_change", Schema.STRING_SCHEMA)
            .field("db", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .field("column", Schema.OPTIONAL_STRING_SCHEMA)
            .field("to", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    static Announcement columnDropped(TableId table, String column) {
        return new Announcement("drop_column", table, column, null);
    }

    static Announcement columnRenamed(TableId table, String column, String to) {
        return new Announcement("rename_column", table, column, to);
    }

    static Announcement tableDropped(TableId table) {
        return new Announcement("drop_table", table, null, null);
    }

    /** The record, at the same place in the binlog as Debezium's own of the statement. */
    SourceRecord record(String topic, Map<String, ?> partition, Map<String, ?> offset) {
        Struct value = new Struct(SCHEMA)
                .put("__schema_change", kind)
                .put("db", table.catalog())
                .put("table", table.table())
                .put("column", column)
                .put("to", to);
        return new SourceRecord(partition, offset, topic, null, null, SCHEMA, value);
    }
}
