package io.bendsync.sink.record;

import io.bendsync.sink.config.PrimaryKeyMode;
import io.bendsync.sink.config.RecordSettings;
import io.bendsync.sink.databend.TableName;
import io.bendsync.sink.schema.Alteration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what each record asks for, by looking at it: a row, a Debezium envelope, an unwrapped row with its
 * {@code __deleted} field, a JSON object without a schema, or a tombstone. First step of the flow; knows no table.
 */
public final class RecordDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(RecordDecoder.class);
    private static final String DATABASE = "__db";
    private static final String TABLE = "__table";

    private final RecordSettings settings;
    private final TableNames names;
    private final RowPlanner planner;
    private final DocumentReader documents;
    private final AlterationReader alterations;
    private final boolean movesKeys;
    private final Map<Schemas, RowPlan> rowPlans = new HashMap<>();
    private final Map<Schemas, RowPlan> deletePlans = new HashMap<>();
    private Look lastLook;
    private Schemas lastSchemas;
    private RowPlan lastPlan;

    private record Schemas(Schema row, Schema key) {}

    /**
     * What a value's schema says by itself.
     *
     * @param marked whether a row has fields that say more of it: where it comes from, whether it is deleted
     */
    private record Look(Schema schema, boolean envelope, boolean marked) {
        static Look at(Schema schema) {
            return new Look(
                    schema,
                    Envelope.isOne(schema),
                    Stream.of(RowPlanner.DELETED, DATABASE, TABLE).anyMatch(name -> schema.field(name) != null));
        }
    }

    public RecordDecoder(RecordSettings settings) {
        this.settings = settings;
        this.movesKeys = settings.upsert() && settings.deletes() && settings.pkMode() == PrimaryKeyMode.RECORD_VALUE;
        this.names = new TableNames(
                settings.tableNameFormat(), settings.tablesByTopic(), settings.defaultDatabase(), settings.foldNames());
        this.planner = new RowPlanner(settings);
        this.documents = new DocumentReader(settings, planner);
        this.alterations = new AlterationReader(names, planner::name);
    }

    /**
     * What the record asks the table itself to become; empty for rows and all else, which {@link #decode} is for.
     *
     * @throws BadRecordException if it asks for what is not known
     */
    public Optional<Alteration> alteration(SinkRecord record) {
        return alterations.read(record);
    }

    /**
     * The row that a change event moves to another key: under the one it had before it is gone. Only where keys are in
     * the value; elsewhere the source itself says so by a delete.
     *
     * @throws BadRecordException if the row before cannot be read
     */
    public Optional<Change> leftBehind(SinkRecord record) {
        if (!movesKeys || !(record.value() instanceof Struct struct) || !look(struct).envelope) {
            return Optional.empty();
        }
        Envelope event = Envelope.of(struct);
        if (!event.op().equals("u") || event.before() == null || event.after() == null) {
            return Optional.empty();
        }
        TableName table = names.of(record.topic(), event.database(), event.table());
        Change before = delete(record, event.before(), table);
        boolean moved =
                !before.key().equals(delete(record, event.after(), table).key());
        return moved ? Optional.of(before) : Optional.empty();
    }

    /**
     * Decodes a record.
     *
     * @return empty where nothing is to be done: a delete while deletes are not enabled, a message event
     * @throws BadRecordException if the record cannot become a row
     */
    public Optional<Change> decode(SinkRecord record) {
        Object value = record.value();
        if (value == null) {
            return settings.deletes() ? Optional.of(tombstone(record)) : Optional.empty();
        }
        if (value instanceof Struct struct) {
            Look look = look(struct);
            return look.envelope
                    ? envelope(record, Envelope.of(struct))
                    : Optional.of(flat(record, struct, look.marked));
        }
        if (value instanceof Map<?, ?> map) {
            return documents.decode(record, map, names);
        }
        throw new BadRecordException(
                "the record's value is a " + value.getClass().getSimpleName()
                        + "; a row must be a Struct or a JSON object (check value.converter)");
    }

    private Look look(Struct value) {
        if (lastLook == null || lastLook.schema != value.schema()) {
            lastLook = Look.at(value.schema());
        }
        return lastLook;
    }

    private Change tombstone(SinkRecord record) {
        TableName table = names.of(record.topic(), null, null);
        if (record.keySchema() == null) {
            return documents.deleteByKey(record, table);
        }
        return delete(record, null, table);
    }

    private Change flat(SinkRecord record, Struct row, boolean marked) {
        if (!marked) {
            return write(record, row, names.of(record.topic(), null, null));
        }
        TableName table = names.of(record.topic(), optional(row, DATABASE), optional(row, TABLE));
        if (settings.deletes() && isDeleted(row)) {
            return delete(record, row, table);
        }
        return write(record, row, table);
    }

    private Optional<Change> envelope(SinkRecord record, Envelope event) {
        TableName table = names.of(record.topic(), event.database(), event.table());
        switch (event.op()) {
            case "c", "r", "u" -> {
                if (event.after() == null) {
                    throw new BadRecordException("the change event says '" + event.op() + "' but has no row after it");
                }
                return Optional.of(write(record, event.after(), table));
            }
            case "d" -> {
                return settings.deletes() ? Optional.of(delete(record, event.before(), table)) : Optional.empty();
            }
            case "t" -> {
                return settings.deletes() ? truncation(record, table, names) : Optional.empty();
            }
            case "m" -> {
                return Optional.empty();
            }
            default -> throw new BadRecordException("the change event has the unknown operation '" + event.op() + "'");
        }
    }

    /** All rows of a table go, unless they are not all this topic's. */
    static Optional<Change> truncation(SinkRecord record, TableName table, TableNames names) {
        if (names.isShared(table)) {
            LOG.warn(
                    "Topic {} offset {} says that its table was emptied; table {} holds rows of other topics too, so none"
                            + " is deleted",
                    record.originalTopic(),
                    record.originalKafkaOffset(),
                    table);
            return Optional.empty();
        }
        return Optional.of(new Change(Change.Kind.TRUNCATE, table, null, null, null, Place.of(record), 0));
    }

    private Change write(SinkRecord record, Struct row, TableName table) {
        RowPlan plan = rowPlan(row.schema(), record.keySchema());
        Object[] values = plan.read(row, record);
        Object key = settings.upsert() ? RowKey.of(plan.shape(), values) : null;
        return new Change(Change.Kind.WRITE, table, plan.shape(), values, key, Place.of(record), plan.bytes(values));
    }

    private Change delete(SinkRecord record, Struct row, TableName table) {
        Schema rowSchema = row == null ? null : row.schema();
        RowPlan plan = deletePlans.computeIfAbsent(
                new Schemas(rowSchema, record.keySchema()), s -> planner.deletes(s.row, s.key));
        Object[] values = plan.read(row, record);
        return new Change(
                Change.Kind.DELETE,
                table,
                plan.shape(),
                values,
                RowKey.of(plan.shape(), values),
                Place.of(record),
                plan.bytes(values));
    }

    private RowPlan rowPlan(Schema row, Schema key) {
        // Converters hand out the same Schema objects again and again; comparing whole schemas costs far more.
        if (lastSchemas != null && lastSchemas.row == row && lastSchemas.key == key) {
            return lastPlan;
        }
        lastSchemas = new Schemas(row, key);
        lastPlan = rowPlans.computeIfAbsent(lastSchemas, s -> planner.rows(s.row, s.key));
        return lastPlan;
    }

    private static boolean isDeleted(Struct row) {
        if (row.schema().field(RowPlanner.DELETED) == null) {
            return false;
        }
        Object flag = row.get(RowPlanner.DELETED);
        return flag != null && Boolean.parseBoolean(flag.toString());
    }

    private static String optional(Struct row, String field) {
        return row.schema().field(field) == null ? null : (String) row.get(field);
    }
}
