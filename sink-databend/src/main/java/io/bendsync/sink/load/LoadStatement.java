package io.bendsync.sink.load;

import static io.bendsync.sink.databend.Identifier.literal;
import static io.bendsync.sink.databend.Identifier.quoted;

import io.bendsync.sink.databend.Stage;
import io.bendsync.sink.record.RowShape;
import io.bendsync.sink.schema.Column;
import io.bendsync.sink.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds the one statement that takes a staged file into its table. */
final class LoadStatement {
    private final TableSchema table;
    private final RowShape shape;
    private final Optional<String> softDeleteColumn;
    private final List<String> columns = new ArrayList<>();
    private final List<String> expressions = new ArrayList<>();

    LoadStatement(TableSchema table, RowShape shape, Optional<String> softDeleteColumn) {
        this.table = table;
        this.shape = shape;
        this.softDeleteColumn = softDeleteColumn;
        for (int i = 0; i < shape.columns().size(); i++) {
            Column incoming = shape.columns().get(i);
            Column column = table.column(incoming.name()).orElseThrow();
            columns.add(quoted(column.name()));
            expressions.add(Conversion.sql(
                    incoming.type(), column.type(), i, shape.keys().contains(i), shape.document()));
        }
    }

    /** Adds every row of the file. */
    String copy(String path) {
        int slash = path.lastIndexOf('/');
        // FORCE, because the server's own memory of loaded files lasts a day only and is not what we rely on.
        return "COPY INTO " + table.name().sql() + " (" + String.join(", ", columns) + ") FROM (SELECT "
                + String.join(", ", expressions) + " FROM " + Stage.location(path.substring(0, slash + 1))
                + ") FILES = (" + literal(path.substring(slash + 1)) + ") FILE_FORMAT = (TYPE = PARQUET) FORCE = TRUE";
    }

    /** Puts every row of the file in the place of the one with its key, or deletes that, as the row says. */
    String merge(String path, boolean writes, boolean deletes) {
        StringBuilder sql =
                new StringBuilder("MERGE INTO ").append(table.name().sql()).append(" AS t USING (SELECT ");
        for (int i = 0; i < expressions.size(); i++) {
            sql.append(i == 0 ? "" : ", ")
                    .append(expressions.get(i))
                    .append(" AS v")
                    .append(i);
        }
        if (deletes) {
            sql.append(", ").append(ParquetFile.DELETED);
        }
        sql.append(" FROM ").append(Stage.location(path)).append(" (FILE_FORMAT => 'parquet')) AS s ON ");
        for (int i = 0; i < shape.keys().size(); i++) {
            int key = shape.keys().get(i);
            sql.append(i == 0 ? "" : " AND ")
                    .append("t.")
                    .append(columns.get(key))
                    .append(" = s.v")
                    .append(key);
        }
        if (deletes) {
            sql.append(whenDeleted());
        }
        if (writes) {
            sql.append(whenWritten(deletes));
        }
        return sql.toString();
    }

    private String whenDeleted() {
        String matched = " WHEN MATCHED AND s." + ParquetFile.DELETED + " THEN ";
        if (softDeleteColumn.isEmpty()) {
            return matched + "DELETE";
        }
        Column column = table.column(softDeleteColumn.get()).orElseThrow();
        int position = shape.position(softDeleteColumn.get());
        return matched + "UPDATE SET " + quoted(column.name()) + " = s.v" + position;
    }

    private String whenWritten(boolean deletes) {
        List<String> sets = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            values.add("s.v" + i);
            if (!shape.keys().contains(i)) {
                sets.add(columns.get(i) + " = s.v" + i);
            }
        }
        if (shape.document()) {
            // What an object does not hold is NULL, whichever objects happen to share its file.
            table.emptiable().stream()
                    .map(column -> quoted(column.name()))
                    .filter(column -> !columns.contains(column))
                    .forEach(column -> sets.add(column + " = NULL"));
        } else if (softDeleteColumn.isPresent() && shape.position(softDeleteColumn.get()) < 0) {
            sets.add(quoted(table.column(softDeleteColumn.get()).orElseThrow().name()) + " = NULL");
        }
        String update = sets.isEmpty() ? "" : " WHEN MATCHED THEN UPDATE SET " + String.join(", ", sets);
        return update + " WHEN NOT MATCHED" + (deletes ? " AND NOT s." + ParquetFile.DELETED : "") + " THEN INSERT ("
                + String.join(", ", columns) + ") VALUES (" + String.join(", ", values) + ")";
    }
}
