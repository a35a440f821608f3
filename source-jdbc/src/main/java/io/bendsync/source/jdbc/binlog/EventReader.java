package io.bendsync.source.jdbc.binlog;

import com.github.shyiko.mysql.binlog.event.DeleteRowsEventData;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.GtidEventData;
import com.github.shyiko.mysql.binlog.event.GtidTaggedEventData;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.TransactionPayloadEventData;
import com.github.shyiko.mysql.binlog.event.UpdateRowsEventData;
import com.github.shyiko.mysql.binlog.event.XAPrepareEventData;
import io.bendsync.source.jdbc.table.TableName;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Puts into the tables' queues what the binlog's events say of deleted rows, from one connection to its end. */
final class EventReader {
    private static final String XA_START = "XA START ";
    private static final String XA_COMMIT = "XA COMMIT ";
    private static final String XA_ROLLBACK = "XA ROLLBACK ";

    private final TableQueues queues;
    private final Connection catalog;
    private final Map<TableName, Optional<KeyLayout>> layouts = new HashMap<>();
    private final Map<Long, TableMapEventData> tables = new HashMap<>();
    private final Map<TableName, List<Deletion>> prepared = new HashMap<>();
    private String gtid = "";
    private String since = "";
    private long order;
    private String xa = "";

    /**
     * A reader of one connection's events.
     *
     * @param queues where deletions go
     * @param catalog tells what tables look like
     */
    EventReader(TableQueues queues, Connection catalog) {
        this.queues = queues;
        this.catalog = catalog;
    }

    /**
     * Reads an event.
     *
     * @return whether to go on; not when reading is about to end
     */
    boolean read(Event event) throws SQLException, InterruptedException {
        EventData data = event.getData();
        if (data instanceof TransactionPayloadEventData payload) {
            for (Event inner : payload.getUncompressedEvents()) {
                if (!read(inner)) {
                    return false;
                }
            }
            return true;
        }
        if (data instanceof GtidEventData begin) {
            begin(begin.getMySqlGtid().toString());
        } else if (data instanceof GtidTaggedEventData begin) {
            begin(begin.getMySqlGtid().toString());
        } else if (data instanceof TableMapEventData map) {
            tables.put(map.getTableId(), map);
        } else if (data instanceof DeleteRowsEventData delete) {
            return rows(delete.getTableId(), delete.getIncludedColumns(), delete.getRows());
        } else if (data instanceof UpdateRowsEventData update) {
            return update(update);
        } else if (data instanceof QueryEventData query) {
            return query(query);
        } else if (data instanceof XAPrepareEventData prepare) {
            prepared(prepare.isOnePhase());
        } else if (event.getHeader().getEventType() == EventType.XID) {
            end();
        }
        return true;
    }

    private void begin(String next) {
        end();
        gtid = next;
        since = null;
        order++;
        tables.clear();
        xa = "";
        prepared.clear();
    }

    private void end() {
        if (!gtid.isEmpty()) {
            queues.completed(gtid);
        }
    }

    private boolean query(QueryEventData query) throws InterruptedException {
        String sql = query.getSql();
        String upper = sql.substring(0, Math.min(sql.length(), 16)).toUpperCase(Locale.ROOT);
        if (upper.startsWith("BEGIN") || upper.startsWith("SAVEPOINT") || upper.startsWith("COMMIT")) {
            return true;
        }
        if (upper.startsWith(XA_START)) {
            xa = sql.substring(XA_START.length()).strip();
        } else if (upper.startsWith(XA_COMMIT)) {
            queues.commit(sql.substring(XA_COMMIT.length()).strip(), gtid);
        } else if (upper.startsWith(XA_ROLLBACK)) {
            queues.rollback(sql.substring(XA_ROLLBACK.length()).strip());
        } else {
            layouts.clear();
            Optional<TableName> emptied =
                    Emptied.table(sql, query.getDatabase()).filter(queues::follows);
            if (emptied.isPresent()) {
                return add(emptied.get(), List.of());
            }
        }
        return true;
    }

    private void prepared(boolean committed) {
        queues.prepare(xa, new HashMap<>(prepared));
        prepared.clear();
        if (committed) {
            queues.commit(xa, gtid);
        }
        xa = "";
        end();
    }

    /** A row whose key changes is gone under its old one. */
    private boolean update(UpdateRowsEventData update) throws SQLException, InterruptedException {
        Optional<Place> place = place(update.getTableId());
        if (place.isEmpty()) {
            return true;
        }
        for (Map.Entry<Serializable[], Serializable[]> row : update.getRows()) {
            if (place.get().changesKey(update, row)) {
                List<String> before = place.get().key(update.getIncludedColumnsBeforeUpdate(), row.getKey());
                List<String> after = place.get().key(update.getIncludedColumns(), row.getValue());
                if (!add(place.get().table, before) || !add(place.get().table, after)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean rows(long id, BitSet there, List<Serializable[]> rows) throws SQLException, InterruptedException {
        Optional<Place> place = place(id);
        if (place.isPresent()) {
            for (Serializable[] row : rows) {
                if (!add(place.get().table, place.get().key(there, row))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean add(TableName table, List<String> key) throws InterruptedException {
        if (since == null) {
            since = queues.complete();
        }
        Deletion deletion = new Deletion(gtid, since, order, key);
        if (!xa.isEmpty()) {
            prepared.computeIfAbsent(table, name -> new ArrayList<>()).add(deletion);
            return true;
        }
        return queues.add(table, deletion);
    }

    /** Where the keys of an event's rows stand; empty if its table is not followed, or not there any more. */
    private Optional<Place> place(long id) throws SQLException {
        TableMapEventData map = tables.get(id);
        if (map == null) {
            return Optional.empty();
        }
        TableName table = new TableName(map.getDatabase(), map.getTable());
        if (!queues.follows(table)) {
            return Optional.empty();
        }
        Optional<KeyLayout> layout = layouts.get(table);
        if (layout == null) {
            layout = KeyLayout.of(table, catalog);
            layouts.put(table, layout);
        }
        List<String> names =
                map.getEventMetadata() == null || map.getEventMetadata().getColumnNames() == null
                        ? List.of()
                        : map.getEventMetadata().getColumnNames();
        return layout.map(found -> new Place(table, found, names));
    }

    private record Place(TableName table, KeyLayout layout, List<String> names) {
        List<String> key(BitSet there, Serializable[] row) {
            return layout.key(names, there, row);
        }

        /** With a minimal row image the row behind has its key only if that changed. */
        boolean changesKey(UpdateRowsEventData update, Map.Entry<Serializable[], Serializable[]> row) {
            return layout.differs(
                    names,
                    update.getIncludedColumnsBeforeUpdate(),
                    row.getKey(),
                    update.getIncludedColumns(),
                    row.getValue());
        }
    }
}
