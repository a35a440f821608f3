package io.bendsync.transforms;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** The keys that records get by a rule. */
final class KeyEdit {
    private final RuleSettings rule;
    private Schema lastFrom;
    private Schema lastMade;

    KeyEdit(RuleSettings rule) {
        this.rule = rule;
    }

    /**
     * The key of a row of a polling source, or of its removal.
     *
     * @param key null where the table has none
     * @param row null for a removal
     */
    Struct ofRow(Struct key, Struct row, Origin origin) {
        if (rule.key().isEmpty()) {
            return ofEvent(key, origin);
        }
        Struct from = row == null ? key : row;
        for (String column : rule.key()) {
            if (from == null || from.schema().field(column) == null) {
                throw new DataException("there is no column " + column + " in the "
                        + (row == null ? "removed row's key" : "row") + ", which key names");
            }
        }
        return of(from, origin, true);
    }

    /** The key of a change event, which Debezium has made. */
    Struct ofEvent(Struct key, Origin origin) {
        return key == null || !rule.merges() ? key : of(key, origin, false);
    }

    private Struct of(Struct from, Origin origin, boolean chosen) {
        if (lastFrom != from.schema()) {
            lastMade = made(from.schema(), chosen);
            lastFrom = from.schema();
        }
        Struct key = new Struct(lastMade);
        for (Field field : lastMade.fields()) {
            key.put(
                    field,
                    rule.merges() && field.name().equals(rule.shardColumn())
                            ? rule.shardValue().of(origin.database(), origin.table())
                            : from.get(field.name()));
        }
        return key;
    }

    private Schema made(Schema from, boolean chosen) {
        SchemaBuilder builder = SchemaBuilder.struct();
        if (chosen) {
            rule.key()
                    .forEach(column -> builder.field(column, from.field(column).schema()));
        } else {
            from.fields().forEach(field -> builder.field(field.name(), field.schema()));
        }
        if (rule.merges()) {
            builder.field(rule.shardColumn(), Schema.STRING_SCHEMA);
        }
        return builder.build();
    }
}
