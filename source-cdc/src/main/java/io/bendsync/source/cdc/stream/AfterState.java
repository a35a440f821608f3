package io.bendsync.source.cdc.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Makes of an insert, an update and a loaded row the bare row as it is afterwards, which as JSON with its schema takes
 * two fifths of the event's bytes. Deletes, truncates and all else stay events: a bare row cannot say them. So do rows
 * whose origin only the event tells, because their topic does not. The first load's rows are bare from the start. One
 * thread's.
 */
public final class AfterState {

    private static final Set<String> WRITES = Set.of("c", "u", "r");
    private static final String RESERVED = "__";

    private final String prefix;
    private final Map<String, Known> byTopic = new HashMap<>();

    /** What was found out about a topic's latest schema. */
    private record Known(Schema schema, boolean bare) {}

    /**
     * @param topicPrefix Debezium's {@code topic.prefix}
     */
    public AfterState(String topicPrefix) {
        this.prefix = topicPrefix;
    }

    /** The records, in their order. */
    public List<SourceRecord> of(List<SourceRecord> records) {
        return records.stream().map(this::of).toList();
    }

    private SourceRecord of(SourceRecord record) {
        if (!(record.value() instanceof Struct event) || !isBare(record.topic(), event)) {
            return record;
        }
        Struct after = event.getStruct("after");
        if (after == null || !WRITES.contains(event.getString("op"))) {
            return record;
        }
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                after.schema(),
                after,
                record.timestamp(),
                record.headers());
    }

    private boolean isBare(String topic, Struct event) {
        Known known = byTopic.get(topic);
        if (known == null || known.schema != event.schema()) {
            known = new Known(event.schema(), looksBare(topic, event));
            byTopic.put(topic, known);
        }
        return known.bare;
    }

    private boolean looksBare(String topic, Struct event) {
        Schema schema = event.schema();
        Field after = schema.field("after");
        if (schema.field("op") == null || after == null || schema.field("source") == null) {
            return false;
        }
        Struct source = event.getStruct("source");
        String database = source.getString("db");
        String table = source.getString("table");
        return database != null && table != null && fits(topic, database, table, after.schema());
    }

    /** Whether a table's rows can go without the event around them. Any thread may ask. */
    public boolean fits(String topic, String database, String table, Schema row) {
        return database.indexOf('.') < 0
                && table.indexOf('.') < 0
                && topic.equals(prefix + "." + database + "." + table)
                // Unwrapped rows, as they are known elsewhere, say things by such fields.
                && row.fields().stream().noneMatch(it -> it.name().startsWith(RESERVED));
    }
}
