package io.bendsync.transforms;

import java.util.Date;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Change events of one schema: the rows in them edited, the rest as it is. */
final class EventEdit {
    private final RowEdit rows;
    private final Schema schema;

    EventEdit(RuleSettings rule, Schema event) {
        this.rows = new RowEdit(rule, event.field(Events.AFTER).schema(), true);
        SchemaBuilder builder = SchemaBuilder.struct()
                .name(event.name())
                .version(event.version())
                .doc(event.doc());
        for (Field field : event.fields()) {
            boolean row = field.name().equals(Events.BEFORE) || field.name().equals(Events.AFTER);
            builder.field(field.name(), row ? rows.schema() : field.schema());
        }
        this.schema = builder.build();
    }

    RowEdit rows() {
        return rows;
    }

    Schema schema() {
        return schema;
    }

    /**
     * The event with its rows edited.
     *
     * @param operation as Debezium writes it
     * @param after null where no row is left
     * @param deletedAt when the row after it was deleted, null if it is there
     */
    Struct apply(Struct event, Origin origin, String operation, Struct after, Date deletedAt) {
        Struct edited = new Struct(schema);
        for (Field field : event.schema().fields()) {
            Object value = switch (field.name()) {
                case Events.OPERATION -> operation;
                case Events.AFTER -> after == null ? null : rows.apply(after, origin, deletedAt);
                case Events.BEFORE -> {
                    Struct before = event.getStruct(Events.BEFORE);
                    yield before == null ? null : rows.apply(before, origin, null);
                }
                default -> event.get(field);
            };
            edited.put(field.name(), value);
        }
        return edited;
    }
}
