package io.bendsync.sink.record;

import io.bendsync.sink.config.PrimaryKeyMode;
import io.bendsync.sink.config.RecordSettings;
import io.bendsync.sink.databend.TableName;
import io.bendsync.sink.schema.BinaryType;
import io.bendsync.sink.schema.BooleanType;
import io.bendsync.sink.schema.Column;
import io.bendsync.sink.schema.ColumnType;
import io.bendsync.sink.schema.DecimalType;
import io.bendsync.sink.schema.DoubleType;
import io.bendsync.sink.schema.IntegerType;
import io.bendsync.sink.schema.TextType;
import io.bendsync.sink.schema.TimestampType;
import io.bendsync.sink.schema.VariantType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Reads JSON objects without a schema. Each value says its type itself: whole numbers are BIGINT, others DOUBLE,
 * objects and arrays VARIANT; a text is never taken for anything but text. NULL has no type and asks for no column.
 */
final class DocumentReader {
    private static final int SHAPES = 1_000;

    private final RecordSettings settings;
    private final RowPlanner planner;
    private final Map<RowShape, RowShape> shapes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RowShape, RowShape> eldest) {
            return size() > SHAPES; // objects whose field names are data have a new one each
        }
    };

    DocumentReader(RecordSettings settings, RowPlanner planner) {
        this.settings = settings;
        this.planner = planner;
    }

    Optional<Change> decode(SinkRecord record, Map<?, ?> value, TableNames names) {
        if (value.get("op") instanceof String op && value.containsKey("after") && value.containsKey("source")) {
            return envelope(record, value, op, names);
        }
        TableName table = names.of(record.topic(), text(value, "__db"), text(value, "__table"));
        if (settings.deletes() && Boolean.parseBoolean(String.valueOf(value.get(RowPlanner.DELETED)))) {
            return Optional.of(delete(record, value, table));
        }
        return Optional.of(write(record, value, table));
    }

    Change deleteByKey(SinkRecord record, TableName table) {
        if (settings.pkMode() == PrimaryKeyMode.RECORD_VALUE && !(record.key() instanceof Map<?, ?>)) {
            throw new BadRecordException("a delete must say which row: its record has neither value nor key fields");
        }
        return delete(record, record.key() instanceof Map<?, ?> key ? key : Map.of(), table);
    }

    private Optional<Change> envelope(SinkRecord record, Map<?, ?> event, String op, TableNames names) {
        Map<?, ?> source = event.get("source") instanceof Map<?, ?> map ? map : Map.of();
        TableName table = names.of(record.topic(), text(source, "db"), text(source, "table"));
        return switch (op) {
            case "c", "r", "u" -> Optional.of(write(record, row(event, "after"), table));
            case "d" ->
                settings.deletes() ? Optional.of(delete(record, row(event, "before"), table)) : Optional.empty();
            case "t" -> settings.deletes() ? RecordDecoder.truncation(record, table, names) : Optional.empty();
            case "m" -> Optional.empty();
            default -> throw new BadRecordException("the change event has the unknown operation '" + op + "'");
        };
    }

    private static Map<?, ?> row(Map<?, ?> event, String field) {
        if (event.get(field) instanceof Map<?, ?> row) {
            return row;
        }
        throw new BadRecordException("the change event has no '" + field + "'");
    }

    private Change write(SinkRecord record, Map<?, ?> row, TableName table) {
        Cells cells = new Cells();
        addKey(cells, record, row);
        row.forEach((name, value) -> {
            if (value != null && planner.wanted(String.valueOf(name))) {
                cells.add(planner.name(String.valueOf(name)), value, false);
            }
        });
        settings.ingestColumns().forEach((what, name) -> {
            Object value = IngestColumns.SOURCES.get(what).get(null, record);
            cells.addTyped(new Column(name, IngestColumns.TYPES.get(what), true), value, false);
        });
        return cells.change(Change.Kind.WRITE, record, table);
    }

    private Change delete(SinkRecord record, Map<?, ?> row, TableName table) {
        Cells cells = new Cells();
        addKey(cells, record, row);
        settings.softDeleteColumn().ifPresent(name -> {
            long millis = record.timestamp() == null ? System.currentTimeMillis() : record.timestamp();
            cells.addTyped(new Column(name, new TimestampType(), true), millis * 1_000, false);
        });
        return cells.change(Change.Kind.DELETE, record, table);
    }

    private void addKey(Cells cells, SinkRecord record, Map<?, ?> row) {
        switch (settings.pkMode()) {
            case NONE -> {}
            case KAFKA ->
                throw new BadRecordException("pk.mode=kafka needs records with a schema; use pk.mode=none with "
                        + "ingest.columns for objects without one");
            case RECORD_KEY -> addRecordKey(cells, record);
            case RECORD_VALUE -> {
                for (Object name : settings.pkFields().isEmpty() ? row.keySet() : settings.pkFields()) {
                    cells.addKey(planner.name(String.valueOf(name)), row.get(name));
                }
            }
        }
    }

    private void addRecordKey(Cells cells, SinkRecord record) {
        Object key = record.key();
        if (key == null) {
            throw new BadRecordException("the record has no key, and pk.mode=record_key needs it");
        }
        if (key instanceof Struct struct) {
            for (Field field : struct.schema().fields()) {
                if (settings.pkFields().isEmpty() || settings.pkFields().contains(field.name())) {
                    FieldType type = FieldTypes.of(field.schema());
                    Object raw = struct.getWithoutDefault(field.name());
                    cells.addTyped(
                            new Column(planner.name(field.name()), type.type(), false),
                            raw == null ? null : type.reader().read(raw),
                            true);
                }
            }
        } else if (key instanceof Map<?, ?> map) {
            for (Object name : settings.pkFields().isEmpty() ? map.keySet() : settings.pkFields()) {
                cells.addKey(planner.name(String.valueOf(name)), map.get(name));
            }
        } else if (settings.pkFields().size() == 1) {
            cells.addKey(planner.name(settings.pkFields().get(0)), key);
        } else {
            throw new BadRecordException("the record's key is a single value; pk.fields must name its one column");
        }
    }

    private static String text(Map<?, ?> map, String field) {
        return map.get(field) instanceof String text ? text : null;
    }

    private static ColumnType typeOf(Object value) {
        if (value instanceof Boolean) {
            return new BooleanType();
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            return new IntegerType(64, false);
        } else if (value instanceof Double || value instanceof Float) {
            return new DoubleType();
        } else if (value instanceof BigDecimal decimal) {
            int scale = Math.max(decimal.scale(), 0);
            return new DecimalType(
                    Math.min(DecimalType.MAX_PRECISION, Math.max(38, decimal.precision() + scale)), scale);
        } else if (value instanceof Map<?, ?> || value instanceof List<?>) {
            return new VariantType();
        } else if (value instanceof byte[] || value instanceof ByteBuffer) {
            return new BinaryType();
        }
        return new TextType();
    }

    /** One row's cells as they come together. */
    private final class Cells {
        private final List<Column> columns = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();
        private final List<Integer> keys = new ArrayList<>();

        void addKey(String name, Object value) {
            if (value == null) {
                throw new BadRecordException("key column '" + name + "' is NULL or missing");
            }
            add(name, value, true);
        }

        void add(String name, Object value, boolean isKey) {
            ColumnType type = typeOf(value);
            Object cell = type instanceof VariantType
                    ? JsonText.of(null, value)
                    : type instanceof TextType ? value.toString() : value;
            addTyped(new Column(name, type, !isKey), cell, isKey);
        }

        void addTyped(Column column, Object value, boolean isKey) {
            for (Column known : columns) {
                if (known.name().equals(column.name())) {
                    return;
                }
            }
            if (isKey) {
                keys.add(columns.size());
            }
            columns.add(column);
            values.add(value);
        }

        Change change(Change.Kind kind, SinkRecord record, TableName table) {
            RowShape shape =
                    shapes.computeIfAbsent(new RowShape(List.copyOf(columns), List.copyOf(keys), true), s -> s);
            Object[] row = values.toArray();
            Object key = settings.upsert() || kind == Change.Kind.DELETE ? RowKey.of(shape, row) : null;
            int bytes = MemoryUse.ofRow(row.length) + MemoryUse.ofValues(row);
            return new Change(kind, table, shape, row, key, Place.of(record), bytes);
        }
    }
}
