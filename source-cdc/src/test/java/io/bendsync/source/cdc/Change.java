package io.bendsync.source.cdc;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** A change event, for tests to look at. */
record Change(SourceRecord record) {

    String op() {
        return envelope().getString("op");
    }

    String table() {
        return envelope().getStruct("source").getString("table");
    }

    Object before(String column) {
        return envelope().getStruct("before").get(column);
    }

    Object after(String column) {
        return envelope().getStruct("after").get(column);
    }

    Object key(String column) {
        return ((Struct) record.key()).get(column);
    }

    Schema schemaOf(String column) {
        return record.valueSchema().field("after").schema().field(column).schema();
    }

    /** Such as {@code u orders 7}, by the key column {@code id}. */
    String inWords() {
        return op() + ' ' + table() + (record.key() == null ? "" : " " + key("id"));
    }

    private Struct envelope() {
        return (Struct) record.value();
    }
}
