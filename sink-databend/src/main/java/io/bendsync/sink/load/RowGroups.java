package io.bendsync.sink.load;

import io.bendsync.sink.buffer.TableBatch;
import io.bendsync.sink.record.Change;
import io.bendsync.sink.record.RowShape;
import io.bendsync.sink.schema.Assignment;
import io.bendsync.sink.schema.Column;
import io.bendsync.sink.schema.ColumnType;
import io.bendsync.sink.schema.DoubleType;
import io.bendsync.sink.schema.IntegerType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parts a table's rows into files. Rows of one schema version make one file; objects without a schema are brought
 * under one roof first, since each may have other fields. Deletes travel with the first file of writes, because a
 * MERGE costs by the blocks that it rewrites and not by its rows.
 */
final class RowGroups {
    private RowGroups() {}

    static List<RowGroup> of(TableBatch batch) {
        Map<RowShape, List<Change>> writes = new LinkedHashMap<>();
        Map<RowShape, List<Change>> deletes = new LinkedHashMap<>();
        IdentityHashMap<RowShape, List<Change>> byIdentity = new IdentityHashMap<>();
        for (Change change : batch.changes()) {
            // Hashing a whole shape for every row would cost more than writing the row.
            List<Change> group = byIdentity.get(change.shape());
            if (group == null) {
                group = (change.kind() == Change.Kind.DELETE ? deletes : writes)
                        .computeIfAbsent(change.shape(), s -> new ArrayList<>());
                byIdentity.put(change.shape(), group);
            }
            group.add(change);
        }
        Map<RowShape, List<Change>> groups = united(writes);
        List<RowGroup> result = new ArrayList<>();
        List<Change> left = new ArrayList<>();
        deletes.values().forEach(left::addAll);
        for (Map.Entry<RowShape, List<Change>> group : groups.entrySet()) {
            List<Change> rows = new ArrayList<>(group.getValue());
            int written = rows.size();
            left.removeIf(delete -> sameKey(group.getKey(), delete.shape()) && rows.add(delete));
            result.add(new RowGroup(group.getKey(), rows, true, rows.size() > written));
        }
        Map<RowShape, List<Change>> alone = new LinkedHashMap<>();
        left.forEach(
                d -> alone.computeIfAbsent(d.shape(), s -> new ArrayList<>()).add(d));
        alone.forEach((shape, rows) -> result.add(new RowGroup(shape, rows, false, true)));
        return result;
    }

    private static boolean sameKey(RowShape writes, RowShape deletes) {
        List<Column> keys = writes.keyColumns();
        List<Column> others = deletes.keyColumns();
        if (keys.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < keys.size(); i++) {
            if (!keys.get(i).name().equals(others.get(i).name())
                    || !keys.get(i).type().equals(others.get(i).type())) {
                return false;
            }
        }
        return true;
    }

    private static Map<RowShape, List<Change>> united(Map<RowShape, List<Change>> writes) {
        if (writes.size() < 2 || writes.keySet().stream().noneMatch(RowShape::document)) {
            return writes;
        }
        List<RowShape> roofs = new ArrayList<>();
        List<List<Change>> rows = new ArrayList<>();
        writes.forEach((shape, changes) -> {
            for (int i = 0; i < roofs.size(); i++) {
                Optional<RowShape> both = union(roofs.get(i), shape);
                if (both.isPresent()) {
                    roofs.set(i, both.get());
                    rows.get(i).addAll(changes);
                    return;
                }
            }
            roofs.add(shape);
            rows.add(new ArrayList<>(changes));
        });
        Map<RowShape, List<Change>> united = new LinkedHashMap<>();
        for (int i = 0; i < roofs.size(); i++) {
            united.computeIfAbsent(roofs.get(i), s -> new ArrayList<>()).addAll(rows.get(i));
        }
        return united;
    }

    private static Optional<RowShape> union(RowShape a, RowShape b) {
        if (!a.document() || !b.document() || a.keys().size() != b.keys().size()) {
            return Optional.empty();
        }
        List<Column> columns = new ArrayList<>(a.columns());
        for (int i = 0; i < b.columns().size(); i++) {
            Column column = b.columns().get(i);
            int position = a.position(column.name());
            if (b.keys().contains(i) != (position >= 0 && a.keys().contains(position))) {
                return Optional.empty();
            }
            if (position < 0) {
                columns.add(column);
                continue;
            }
            Optional<ColumnType> both = both(columns.get(position).type(), column.type());
            if (both.isEmpty()) {
                return Optional.empty();
            }
            columns.set(position, new Column(column.name(), both.get(), column.nullable()));
        }
        return Optional.of(new RowShape(List.copyOf(columns), a.keys(), true));
    }

    private static Optional<ColumnType> both(ColumnType a, ColumnType b) {
        if (a.equals(b)) {
            return Optional.of(a);
        }
        // JSON knows one kind of number: 1 and 1.5 may well be the same field's values.
        if ((a instanceof IntegerType && b instanceof DoubleType)
                || (a instanceof DoubleType && b instanceof IntegerType)) {
            return Optional.of(new DoubleType());
        }
        if (a instanceof io.bendsync.sink.schema.DecimalType
                && Assignment.of(b, a, false) instanceof Assignment.Widen w) {
            return Optional.of(w.to());
        }
        return Optional.empty();
    }
}
