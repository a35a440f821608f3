package io.bendsync.sink.databend;

import java.util.List;

/**
 * What a statement gave back.
 *
 * @param rows cells as the server writes them; null is SQL's NULL
 */
public record QueryResult(List<String> columns, List<List<String>> rows) {
    /**
     * How many rows the statement changed: INSERT, UPDATE, DELETE and MERGE answer with one row of counts.
     * Zero where the answer is of another form.
     */
    public long changedRows() {
        if (rows.size() != 1) {
            return 0;
        }
        long sum = 0;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).startsWith("number of rows")) {
                sum += Long.parseLong(rows.get(0).get(i));
            }
        }
        return sum;
    }

    /** The first cell of the first row, null if there is no row. */
    public String single() {
        return rows.isEmpty() ? null : rows.get(0).get(0);
    }
}
