package io.bendsync.sink.load;

import io.bendsync.sink.databend.DatabendException;
import io.bendsync.sink.databend.ErrorKind;
import io.bendsync.sink.databend.QueryResult;
import io.bendsync.sink.databend.Session;
import io.bendsync.sink.databend.TableName;
import java.util.List;
import java.util.Optional;

/**
 * A statement that is ready to run, and the staged file that it reads.
 *
 * @param path the file within the stage; empty for a truncation
 * @param rows how many rows it must at least change, so that a file read by half cannot pass
 */
public record StagedLoad(TableName table, String sql, Optional<String> path, long rows) {
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
        long done = sql.startsWith("COPY") ? loaded(result) : result.changedRows();
        if (done < rows) {
            throw new DatabendException(
                    ErrorKind.TRANSIENT,
                    0,
                    "Databend took only " + done + " of " + rows + " rows of " + path.get() + " into " + table,
                    null);
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
