package io.bendsync.sink.record;

import io.bendsync.sink.config.PrimaryKeyMode;
import io.bendsync.sink.config.RecordSettings;
import io.bendsync.sink.schema.Column;
import io.bendsync.sink.schema.IntegerType;
import io.bendsync.sink.schema.TextType;
import io.bendsync.sink.schema.TimestampType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/** Makes the plan for rows of a schema: which columns, from where, and which of them are the key. */
final class RowPlanner {
    /** What ExtractNewRecordState adds to say that a row is gone. */
    static final String DELETED = "__deleted";

    private static final List<String> KAFKA_KEY = List.of("__connect_topic", "__connect_partition", "__connect_offset");

    private final RecordSettings settings;

    RowPlanner(RecordSettings settings) {
        this.settings = settings;
    }

    /** The plan for whole rows. */
    RowPlan rows(Schema row, Schema key) {
        Columns columns = new Columns();
        addKey(columns, row, key);
        for (Field field : row.fields()) {
            if (wanted(field.name())) {
                columns.add(cell(field), false);
            }
        }
        addIngest(columns);
        return columns.plan();
    }

    /**
     * The plan for deletes: the key, and where deletes are soft the time.
     *
     * @param row the schema of what the row was before, or null if only the key is known
     */
    RowPlan deletes(Schema row, Schema key) {
        Columns columns = new Columns();
        addKey(columns, row, key);
        settings.softDeleteColumn()
                .ifPresent(name -> columns.add(
                        new PlannedColumn(
                                new Column(name, new TimestampType(), true),
                                (r, record) -> record.timestamp() == null
                                        ? System.currentTimeMillis() * 1_000
                                        : record.timestamp() * 1_000,
                                ValueReader.AS_IS),
                        false));
        return columns.plan();
    }

    /** Whether a field of a row becomes a column. */
    boolean wanted(String field) {
        boolean chosen = settings.only().isEmpty()
                || settings.only().contains(field)
                || settings.pkFields().contains(field);
        boolean marker = settings.deletes() && field.equals(DELETED);
        return chosen && !marker && !settings.never().contains(field);
    }

    String name(String field) {
        return settings.foldNames() ? field.toLowerCase(Locale.ROOT) : field;
    }

    private void addKey(Columns columns, Schema row, Schema key) {
        switch (settings.pkMode()) {
            case NONE -> {}
            case KAFKA -> kafkaKey(columns);
            case RECORD_KEY -> recordKey(columns, key);
            case RECORD_VALUE -> valueKey(columns, row, key);
        }
    }

    private void kafkaKey(Columns columns) {
        List<String> names = settings.pkFields().isEmpty() ? KAFKA_KEY : settings.pkFields();
        Map<String, CellSource> sources = IngestColumns.SOURCES;
        columns.add(plain(names.get(0), new TextType(), sources.get("topic")), true);
        columns.add(plain(names.get(1), new IntegerType(32, false), sources.get("partition")), true);
        columns.add(plain(names.get(2), new IntegerType(64, false), sources.get("offset")), true);
    }

    private void recordKey(Columns columns, Schema key) {
        if (key == null) {
            throw new BadRecordException(
                    "the record has no key (or one without a schema), and pk.mode=record_key needs it");
        }
        if (key.type() == Schema.Type.STRUCT) {
            for (Field field : keyFields(key)) {
                columns.add(planned(field, CellSource.keyField(field)), true);
            }
            return;
        }
        if (settings.pkFields().size() != 1) {
            throw new BadRecordException("the record's key is a single value; pk.fields must name its one column");
        }
        FieldType type = FieldTypes.of(key);
        Column column = new Column(name(settings.pkFields().get(0)), type.type(), false);
        columns.add(new PlannedColumn(column, (row, record) -> record.key(), type.reader()), true);
    }

    private void valueKey(Columns columns, Schema row, Schema key) {
        if (row != null) {
            for (Field field : keyFields(row)) {
                columns.add(planned(field, CellSource.rowField(field)), true);
            }
        } else if (key != null && key.type() == Schema.Type.STRUCT) {
            // A tombstone has no value, but its key may well hold the same fields.
            for (Field field : keyFields(key)) {
                columns.add(planned(field, CellSource.keyField(field)), true);
            }
        } else {
            throw new BadRecordException(
                    "a delete must say which row: with pk.mode=record_value the record needs a key with the fields "
                            + settings.pkFields());
        }
    }

    private List<Field> keyFields(Schema schema) {
        if (settings.pkFields().isEmpty()) {
            return schema.fields();
        }
        List<Field> fields = new ArrayList<>();
        for (String name : settings.pkFields()) {
            Field field = schema.field(name);
            if (field == null) {
                throw new BadRecordException("there is no field '" + name + "', which pk.fields names, in the record's "
                        + (settings.pkMode() == PrimaryKeyMode.RECORD_KEY ? "key" : "value"));
            }
            fields.add(field);
        }
        return fields;
    }

    private void addIngest(Columns columns) {
        settings.ingestColumns()
                .forEach((what, name) -> columns.add(
                        plain(name, IngestColumns.TYPES.get(what), IngestColumns.SOURCES.get(what)), false));
    }

    private PlannedColumn cell(Field field) {
        CellSource source = CellSource.rowField(field);
        return Optional.of(field.schema())
                .filter(schema -> settings.nativeNesting())
                .flatMap(NestedTypes::of)
                .map(type ->
                        new PlannedColumn(new Column(name(field.name()), type.type(), true), source, type.reader()))
                .orElseGet(() -> planned(field, source));
    }

    private PlannedColumn planned(Field field, CellSource source) {
        FieldType type = FieldTypes.of(field.schema());
        Column column = new Column(
                name(field.name()), type.type(), field.schema().isOptional(), Defaults.sql(field.schema(), type));
        return new PlannedColumn(column, source, type.reader());
    }

    private static PlannedColumn plain(String name, io.bendsync.sink.schema.ColumnType type, CellSource source) {
        return new PlannedColumn(new Column(name, type, false), source, ValueReader.AS_IS);
    }

    /** Columns as they come together; the first of a name stays. */
    private static final class Columns {
        private final List<PlannedColumn> columns = new ArrayList<>();
        private final List<Integer> keys = new ArrayList<>();

        void add(PlannedColumn column, boolean isKey) {
            for (PlannedColumn known : columns) {
                if (known.column().name().equals(column.column().name())) {
                    return;
                }
            }
            if (isKey) {
                keys.add(columns.size());
            }
            columns.add(column);
        }

        RowPlan plan() {
            return new RowPlan(columns, keys);
        }
    }
}
