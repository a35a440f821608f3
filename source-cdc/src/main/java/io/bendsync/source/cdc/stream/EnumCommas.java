package io.bendsync.source.cdc.stream;

import io.debezium.data.Enum;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Gives ENUM values with a comma in them back their shape. Debezium 3.6.1 keeps a column's options in one text, with a
 * backslash before each comma, and hands that backslash out with values from the binlog, while the first load reads
 * the bare value from the table: one row would have two values, and, as part of a key, two identities. One thread's.
 */
public final class EnumCommas {

    private static final String ESCAPED = "\\,";
    private static final int SCHEMAS_REMEMBERED = 10_000;

    // Debezium makes one schema object for each version of a table, so identity serves and costs nothing to hash.
    private final IdentityHashMap<Schema, List<Field>> affected = new IdentityHashMap<>();

    /** The record with its values as the table has them; mostly the record itself. */
    public SourceRecord repaired(SourceRecord record) {
        if (isFromFirstLoad(record)) {
            return record;
        }
        Object key = repairedRow(record.key());
        Object value = repairedEnvelope(record.value());
        if (key == record.key() && value == record.value()) {
            return record;
        }
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                key,
                record.valueSchema(),
                value,
                record.timestamp(),
                record.headers());
    }

    private static boolean isFromFirstLoad(SourceRecord record) {
        return record.value() instanceof Struct envelope
                && envelope.schema().field("op") != null
                && "r".equals(envelope.get("op"));
    }

    private Object repairedEnvelope(Object value) {
        if (!(value instanceof Struct envelope) || envelope.schema().field("op") == null) {
            return value;
        }
        Object before = envelope.get("before");
        Object after = envelope.get("after");
        Object newBefore = repairedRow(before);
        Object newAfter = repairedRow(after);
        if (newBefore == before && newAfter == after) {
            return envelope;
        }
        return copy(envelope).put("before", newBefore).put("after", newAfter);
    }

    private Object repairedRow(Object row) {
        if (!(row instanceof Struct struct)) {
            return row;
        }
        List<Field> escaped = affectedFields(struct.schema()).stream()
                .filter(field -> struct.get(field) instanceof String text && text.contains(ESCAPED))
                .toList();
        if (escaped.isEmpty()) {
            return struct;
        }
        Struct repaired = copy(struct);
        escaped.forEach(
                field -> repaired.put(field, struct.getString(field.name()).replace(ESCAPED, ",")));
        return repaired;
    }

    private List<Field> affectedFields(Schema schema) {
        List<Field> known = affected.get(schema);
        if (known != null) {
            return known;
        }
        if (affected.size() >= SCHEMAS_REMEMBERED) {
            affected.clear();
        }
        List<Field> fields =
                schema.fields().stream().filter(EnumCommas::hasOptionWithComma).toList();
        affected.put(schema, fields);
        return fields;
    }

    private static boolean hasOptionWithComma(Field field) {
        Schema schema = field.schema();
        return Enum.LOGICAL_NAME.equals(schema.name())
                && schema.parameters() != null
                && schema.parameters().getOrDefault(Enum.VALUES_FIELD, ESCAPED).contains(ESCAPED);
    }

    private static Struct copy(Struct struct) {
        Struct copy = new Struct(struct.schema());
        struct.schema().fields().forEach(field -> copy.put(field, struct.getWithoutDefault(field.name())));
        return copy;
    }
}
