package io.bendsync.sink.load;

import io.bendsync.sink.databend.Catalog;
import io.bendsync.sink.databend.DatabendException;
import io.bendsync.sink.databend.ErrorKind;
import io.bendsync.sink.databend.QueryResult;
import io.bendsync.sink.databend.Session;
import io.bendsync.sink.schema.Column;
import io.bendsync.sink.schema.TableSchema;
import java.util.List;
import java.util.Optional;

/**
 * A statement that is ready to run, and the staged file that it reads.
 *
 * @param table as it was when the statement was built
 * @param path the file within the stage; empty for a truncation
 * @param rows how many rows it must change, a MERGE at least, so that a file read by half or twice cannot pass
 */
public record StagedLoad(TableSchema table, String sql, Optional<String> path, long rows) {
    /** What the server says when a file that it is to read is not there: that it has no columns. */
    private static final int SEMANTIC_ERROR = 1065;

    /** Runs the statement and checks that all rows went in. */
    public void run(Session session) throws DatabendException {
        QueryResult result;
        try {
            result = session.execute(sql);
        } catch (DatabendException e) {
            throw path.isPresent()
                            && e.code() == SEMANTIC_ERROR
                            && e.getMessage().contains("column c0 ")
                    ? new DatabendException(
                            ErrorKind.TRANSIENT, e.code(), "the staged file " + path.get() + " is gone", e)
                    : e;
        }
        if (path.isEmpty()) {
            return;
        }
        boolean copy = sql.startsWith("COPY");
        long done = copy ? loaded(result) : result.changedRows();
        // A MERGE counts its deletes too, and every row of a key that the table holds twice.
        if (copy ? done != rows : done < rows) {
            throw new DatabendException(
                    ErrorKind.TRANSIENT,
                    0,
                    "Databend took " + done + " of " + rows + " rows of " + path.get() + " into " + table.name(),
                    null);
        }
    }

    /**
     * Looks whether the table still is what the statement was built for. The server brings rows to a column's type
     * without a word, whatever that costs, and engine 1.2.895 even commits rows written for the type that a column had
     * before; so to be asked right before COMMIT.
     *
     * @throws DatabendException SCHEMA if somebody has changed it meanwhile
     */
    public void requireUnchanged(Session session) throws DatabendException {
        Optional<TableSchema> now =
                Catalog.columns(session, table.name()).map(columns -> TableSchema.described(table.name(), columns));
        for (Column column : table.columns()) {
            boolean same = now.flatMap(schema -> schema.column(column.name()))
                    .filter(actual -> actual.type().equals(column.type()))
                    .isPresent();
            if (!same) {
                throw new DatabendException(
                        ErrorKind.SCHEMA,
                        0,
                        "column '" + column.name() + "' of table " + table.name() + " was changed meanwhile",
                        null);
            }
        }
    }

    private static long loaded(QueryResult result) {
        int column = result.columns().indexOf("Rows_loaded");
        long sum = 0;
        for (List<String> row : result.rows()) {
            sum += column < 0 ? 0 : Long.parseLong(row.get(column));
        }
        return sum;
    }
}
