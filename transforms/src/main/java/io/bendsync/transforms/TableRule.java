package io.bendsync.transforms;

import java.time.Instant;
import java.util.Date;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.transforms.Transformation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What some tables' rows are sent as: to which topic, by which key, with which columns, and which of them at all. For
 * the records of both sources: rows and their tombstones, and Debezium's change events with the rows in them. Belongs
 * to the source, so that what is left out, masked or hashed never reaches Kafka. Other records pass untouched.
 */
public final class TableRule<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {
    private static final Logger LOG = LoggerFactory.getLogger(TableRule.class);

    /** Schemas come anew with each change of a table; what is older is made again if needed. */
    private static final int SCHEMAS = 200;

    private final IdentityHashMap<Schema, RowEdit> rowEdits = new IdentityHashMap<>();
    private final IdentityHashMap<Schema, EventEdit> eventEdits = new IdentityHashMap<>();
    private RuleSettings rule;
    private KeyEdit keys;

    @Override
    public String version() {
        return Version.get();
    }

    @Override
    public ConfigDef config() {
        return RuleKeys.definition();
    }

    @Override
    public void configure(Map<String, ?> properties) {
        rule = RuleSettings.of(properties);
        keys = new KeyEdit(rule);
    }

    @Override
    public R apply(R record) {
        Origin origin = Origin.of(record);
        if (origin == null || !rule.tables().matcher(origin.toString()).matches()) {
            return record;
        }
        try {
            if (Announcements.isOne(record)) {
                return announcement(record, origin);
            }
            if (record.value() == null) {
                return removal(record, origin, (Struct) record.key());
            }
            if (!(record.value() instanceof Struct value)) {
                return record;
            }
            return Events.isOne(value.schema()) ? event(record, origin, value) : row(record, origin, value);
        } catch (DataException e) {
            throw new DataException("table " + origin + ": " + e.getMessage(), e);
        }
    }

    private R row(R record, Origin origin, Struct row) {
        RowEdit edit = edit(rowEdits, row.schema(), schema -> new RowEdit(rule, schema, false));
        Struct key = keys.ofRow((Struct) record.key(), row, origin);
        if (edit.meetsFilter(row)) {
            return with(record, key, edit.apply(row, origin, null));
        }
        // It may have met the filter when it was sent before.
        return rule.filterRemovals() && key != null ? gone(record, key) : null;
    }

    private R removal(R record, Origin origin, Struct key) {
        return key == null ? record : gone(record, keys.ofRow(key, null, origin));
    }

    /** A tombstone; or where deletes are soft a row of its key and the time alone, which leaves the rest as it is. */
    private R gone(R record, Struct key) {
        if (!rule.softDeletes()) {
            return with(record, key, null);
        }
        return with(record, key, SoftDelete.row(key, rule.softDelete(), Date.from(Instant.now())));
    }

    private R event(R record, Origin origin, Struct event) {
        String operation = event.getString(Events.OPERATION);
        if (operation.equals("t")) {
            return truncation(record, origin);
        }
        EventEdit edit = edit(eventEdits, event.schema(), schema -> new EventEdit(rule, schema));
        Struct before = event.schema().field(Events.BEFORE) == null ? null : event.getStruct(Events.BEFORE);
        Struct after = event.getStruct(Events.AFTER);
        boolean wasThere = before != null && edit.rows().meetsFilter(before);
        boolean isThere = after != null && edit.rows().meetsFilter(after);
        Struct key = keys.ofEvent((Struct) record.key(), origin);
        if (isThere) {
            return with(record, key, edit.apply(event, origin, operation, after, null));
        }
        boolean removed = after == null ? wasThere || before == null : wasThere && rule.filterRemovals();
        if (!removed) {
            return null; // it was not sent before either
        }
        if (!rule.softDeletes()) {
            return with(record, key, edit.apply(event, origin, "d", null, null));
        }
        if (before == null) {
            throw new DataException("a delete came without the row before it: binlog_row_image must be FULL");
        }
        return with(record, key, edit.apply(event, origin, "u", before, SoftDelete.time(event)));
    }

    private R truncation(R record, Origin origin) {
        if (rule.merges() || rule.softDeletes()) {
            LOG.warn(
                    "{} was truncated: the target keeps its rows, since {}. bendsync verify --repair settles it",
                    origin,
                    rule.merges() ? "other tables' rows are beside them" : "its deletes are soft");
            return null;
        }
        return with(record, (Struct) record.key(), (Struct) record.value());
    }

    /** The binlog source's word on a change of the table itself. */
    private R announcement(R record, Origin origin) {
        if (rule.merges()) {
            LOG.warn("{} was changed: the target does not follow, since other tables' rows are beside its own", origin);
            return null;
        }
        return with(record, null, (Struct) record.value());
    }

    private R with(R record, Struct key, Struct value) {
        return record.newRecord(
                rule.topic().isEmpty() ? record.topic() : rule.topic(),
                record.kafkaPartition(),
                key == null ? record.keySchema() : key.schema(),
                key == null ? record.key() : key,
                value == null ? null : value.schema(),
                value,
                record.timestamp());
    }

    private static <E> E edit(
            IdentityHashMap<Schema, E> edits, Schema schema, java.util.function.Function<Schema, E> maker) {
        E edit = edits.get(schema);
        if (edit == null) {
            if (edits.size() >= SCHEMAS) {
                edits.clear();
            }
            edit = maker.apply(schema);
            edits.put(schema, edit);
        }
        return edit;
    }

    @Override
    public void close() {
        rowEdits.clear();
        eventEdits.clear();
    }
}
