package io.bendsync.transforms;

import io.bendsync.transforms.filter.FilterException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;

/** What rows of one schema become by a rule: made once per schema, applied to every row. */
final class RowEdit {
    private static final String MASK = "***";

    /** What happens to a column. */
    private enum Fate {
        STAYS,
        MASKED_TEXT,
        EMPTIED,
        HASHED
    }

    private record Cell(Field from, Fate fate) {}

    private final RuleSettings rule;
    private final List<Cell> cells = new ArrayList<>();
    private final Schema schema;

    /** @param inEvent whether there may be no row, as in a change event */
    RowEdit(RuleSettings rule, Schema row, boolean inEvent) {
        this.rule = rule;
        require(row, rule.exclude(), RuleKeys.EXCLUDE);
        require(row, rule.mask(), RuleKeys.MASK);
        require(row, rule.hash(), RuleKeys.HASH);
        rule.filter().ifPresent(filter -> require(row, filter.columns(), RuleKeys.FILTER));
        SchemaBuilder builder =
                SchemaBuilder.struct().name(row.name()).version(row.version()).doc(row.doc());
        if (inEvent || row.isOptional()) {
            builder.optional();
        }
        for (Field field : row.fields()) {
            if (!rule.exclude().contains(field.name())) {
                Fate fate = fate(field);
                cells.add(new Cell(field, fate));
                builder.field(field.name(), schema(field.schema(), fate));
            }
        }
        if (rule.merges()) {
            add(builder, row, rule.shardColumn(), Schema.STRING_SCHEMA);
        }
        if (rule.softDeletes()) {
            add(builder, row, rule.softDelete(), Timestamp.builder().optional().build());
        }
        this.schema = builder.build();
    }

    private static void require(Schema row, Set<String> columns, String setting) {
        for (String column : columns) {
            if (row.field(column) == null) {
                throw new DataException("there is no column " + column + ", which " + setting + " names");
            }
        }
    }

    private static void add(SchemaBuilder builder, Schema row, String column, Schema type) {
        if (row.field(column) != null) {
            throw new DataException("the table has a column " + column + " of its own: choose another name");
        }
        builder.field(column, type);
    }

    private Fate fate(Field field) {
        if (rule.hash().contains(field.name())) {
            return Fate.HASHED;
        }
        if (rule.mask().contains(field.name())) {
            return PlainCell.isText(field.schema()) ? Fate.MASKED_TEXT : Fate.EMPTIED;
        }
        return Fate.STAYS;
    }

    private static Schema schema(Schema original, Fate fate) {
        return switch (fate) {
            case STAYS -> original;
            case MASKED_TEXT, HASHED -> original.isOptional() ? Schema.OPTIONAL_STRING_SCHEMA : Schema.STRING_SCHEMA;
            case EMPTIED -> optional(original);
        };
    }

    private static Schema optional(Schema original) {
        boolean struct = original.type() == Schema.Type.STRUCT;
        boolean array = original.type() == Schema.Type.ARRAY;
        return new ConnectSchema(
                original.type(),
                true,
                null,
                original.name(),
                original.version(),
                original.doc(),
                original.parameters(),
                struct ? original.fields() : null,
                null,
                array ? original.valueSchema() : null);
    }

    /** The schema of edited rows. */
    Schema schema() {
        return schema;
    }

    /** Whether a row is to be sent. */
    boolean meetsFilter(Struct row) {
        if (rule.filter().isEmpty()) {
            return true;
        }
        try {
            return rule.filter()
                    .get()
                    .test(column ->
                            PlainCell.comparable(row.schema().field(column).schema(), row.get(column)));
        } catch (FilterException e) {
            throw new DataException("the filter cannot be applied: " + e.getMessage(), e);
        }
    }

    /**
     * The row as it is sent.
     *
     * @param deletedAt when it was deleted, null if it is there
     */
    Struct apply(Struct row, Origin origin, Date deletedAt) {
        Struct edited = new Struct(schema);
        for (int i = 0; i < cells.size(); i++) {
            Field from = cells.get(i).from();
            Object value = row.getWithoutDefault(from.name());
            if (value != null) {
                edited.put(schema.fields().get(i), edited(from, cells.get(i).fate(), value));
            }
        }
        if (rule.merges()) {
            edited.put(rule.shardColumn(), rule.shardValue().of(origin.database(), origin.table()));
        }
        if (rule.softDeletes()) {
            edited.put(rule.softDelete(), deletedAt);
        }
        return edited;
    }

    private Object edited(Field field, Fate fate, Object value) {
        return switch (fate) {
            case STAYS -> value;
            case MASKED_TEXT -> MASK;
            case EMPTIED -> null;
            case HASHED -> {
                byte[] bytes = PlainCell.bytes(field.schema(), value);
                if (bytes == null) {
                    throw new DataException("column " + field.name()
                            + " cannot be hashed: only text, whole and decimal numbers and bytes can; mask it");
                }
                yield PlainCell.hash(rule.salt(), bytes);
            }
        };
    }
}
