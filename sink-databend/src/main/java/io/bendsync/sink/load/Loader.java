package io.bendsync.sink.load;

import io.bendsync.sink.buffer.EncodedRows;
import io.bendsync.sink.buffer.TableBatch;
import io.bendsync.sink.databend.DatabendException;
import io.bendsync.sink.databend.ErrorKind;
import io.bendsync.sink.databend.Identifier;
import io.bendsync.sink.databend.Session;
import io.bendsync.sink.databend.Stage;
import io.bendsync.sink.databend.TableName;
import io.bendsync.sink.record.BadRecordException;
import io.bendsync.sink.record.Change;
import io.bendsync.sink.record.RowShape;
import io.bendsync.sink.schema.Column;
import io.bendsync.sink.schema.IncomingRows;
import io.bendsync.sink.schema.IncomingRows.IncomingColumn;
import io.bendsync.sink.schema.SchemaMismatchException;
import io.bendsync.sink.schema.TableKeeper;
import io.bendsync.sink.schema.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Gets a table's rows ready to load: the table made fit, the files written and staged, the statements built. */
public final class Loader {
    private final TableKeeper tables;
    private final Stage stage;
    private final Optional<String> softDeleteColumn;
    private final boolean upsert;

    public Loader(TableKeeper tables, Stage stage, boolean upsert, Optional<String> softDeleteColumn) {
        this.tables = tables;
        this.stage = stage;
        this.upsert = upsert;
        this.softDeleteColumn = softDeleteColumn;
    }

    /**
     * Stages the rows of one table.
     *
     * @param prefix path and beginning of the name of the files to write
     * @return the statements to run, in this order
     * @throws BadRowsException if rows cannot stand in a file
     * @throws BadRecordException if an encoded row could not
     */
    public List<StagedLoad> stage(Session session, TableBatch batch, String prefix)
            throws DatabendException, BadRowsException {
        return stage(session, batch, prefix, true);
    }

    /** The same statements with files that hold the same columns and no row, to see whether it is the rows at all. */
    public List<StagedLoad> stageWithoutRows(Session session, TableBatch batch, String prefix)
            throws DatabendException, BadRowsException {
        return stage(session, batch, prefix, false);
    }

    private List<StagedLoad> stage(Session session, TableBatch batch, String prefix, boolean withRows)
            throws DatabendException, BadRowsException {
        List<RowGroup> groups = RowGroups.of(batch);
        List<StagedLoad> loads = new ArrayList<>();
        for (RowGroup group : groups) {
            TableSchema table = fit(session, batch.table(), group);
            RowGroup fitted = group.withNumbersOf(table);
            loads.add(stage(
                    session, withRows ? fitted : fitted.withoutRows(), table, prefix + loads.size() + ".parquet"));
        }
        for (EncodedRows rows : encoded(batch)) {
            loads.add(stage(session, rows, batch.table(), prefix + loads.size() + ".parquet"));
        }
        if (batch.truncate()) {
            tables.read(session, batch.table()).map(this::truncation).ifPresent(load -> loads.add(0, load));
        }
        return loads;
    }

    private TableSchema fit(Session session, TableName name, RowGroup group)
            throws DatabendException, BadRowsException {
        try {
            return tables.fit(session, name, incoming(group));
        } catch (SchemaMismatchException e) {
            // Objects without a schema say their types one by one: those that hold such a value are to blame, no other.
            String column = e.refusedColumn().orElse(null);
            Map<Change, BadRecordException> bad = new LinkedHashMap<>();
            if (group.shape().document() && column != null) {
                group.changes().stream()
                        .filter(change -> change.shape().position(column) >= 0)
                        .forEach(change -> bad.put(change, new BadRecordException(e.getMessage())));
            }
            if (bad.isEmpty()) {
                throw e;
            }
            throw new BadRowsException(bad);
        }
    }

    private static List<EncodedRows> encoded(TableBatch batch) throws DatabendException {
        try {
            return batch.encoded().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabendException(ErrorKind.UNANSWERED, 0, "interrupted while rows were encoded", e);
        }
    }

    private StagedLoad truncation(TableSchema table) {
        Optional<Column> softly = softDeleteColumn.flatMap(table::column);
        // DELETE, not TRUNCATE, which would end a transaction.
        String sql = softly.isEmpty()
                ? "DELETE FROM " + table.name().sql()
                : "UPDATE " + table.name().sql() + " SET "
                        + Identifier.quoted(softly.get().name()) + " = now() WHERE "
                        + Identifier.quoted(softly.get().name()) + " IS NULL";
        return new StagedLoad(table, sql, Optional.empty(), 0);
    }

    private StagedLoad stage(Session session, RowGroup group, TableSchema table, String path)
            throws DatabendException, BadRowsException {
        boolean flagged = upsert && group.hasDeletes();
        ParquetFile file = new ParquetFile(group.shape().columns(), flagged);
        try {
            for (Change change : group.changes()) {
                file.write(group.row(change));
            }
        } catch (BadRecordException e) {
            throw new BadRowsException(bad(group));
        }
        file.close();
        long writes = group.changes().stream()
                .filter(c -> c.kind() == Change.Kind.WRITE)
                .count();
        return staged(
                session, file.content(), table, group.shape(), path, group.hasWrites(), group.hasDeletes(), writes);
    }

    private StagedLoad stage(Session session, EncodedRows rows, TableName name, String path) throws DatabendException {
        List<IncomingColumn> incoming = new ArrayList<>();
        for (int i = 0; i < rows.shape().columns().size(); i++) {
            Column column = rows.shape().columns().get(i);
            boolean key = rows.shape().keys().contains(i);
            incoming.add(new IncomingColumn(
                    column, key, !key && column.nullable() && rows.nulls().get(i)));
        }
        TableSchema table = tables.fit(session, name, new IncomingRows(incoming, true, false));
        return staged(session, rows.content(), table, rows.shape(), path, true, false, rows.rows());
    }

    private StagedLoad staged(
            Session session,
            List<byte[]> content,
            TableSchema table,
            RowShape shape,
            String path,
            boolean hasWrites,
            boolean hasDeletes,
            long writes)
            throws DatabendException {
        stage.upload(session, path, content);
        LoadStatement statement = new LoadStatement(table, shape, softDeleteColumn);
        boolean keysOnly = shape.keys().size() == shape.columns().size();
        return upsert
                ? new StagedLoad(
                        table, statement.merge(path, hasWrites, hasDeletes), Optional.of(path), keysOnly ? 0 : writes)
                : new StagedLoad(table, statement.copy(path), Optional.of(path), writes);
    }

    private static Map<Change, BadRecordException> bad(RowGroup group) {
        RowCheck check = new RowCheck(group.shape().columns());
        Map<Change, BadRecordException> bad = new LinkedHashMap<>();
        for (Change change : group.changes()) {
            check.complaint(group.row(change)).ifPresent(e -> bad.put(change, e));
        }
        return bad;
    }

    private static IncomingRows incoming(RowGroup group) {
        List<IncomingColumn> incoming = new ArrayList<>();
        for (int i = 0; i < group.shape().columns().size(); i++) {
            Column column = group.shape().columns().get(i);
            boolean key = group.shape().keys().contains(i);
            boolean mayBeNull = !key && group.hasWrites() && column.nullable();
            incoming.add(new IncomingColumn(column, key, mayBeNull && group.holdsNull(i)));
        }
        return new IncomingRows(incoming, group.hasWrites(), group.shape().document());
    }
}
