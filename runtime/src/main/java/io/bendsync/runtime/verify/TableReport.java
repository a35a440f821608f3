package io.bendsync.runtime.verify;

import java.util.List;

/**
 * What the comparison of one table found.
 *
 * @param mysqlRows rows read from MySQL
 * @param databendRows rows read from Databend
 * @param missing rows that Databend lacks
 * @param surplus rows that only Databend has
 * @param different rows with the same key and another value somewhere
 * @param remarks columns that are missing or cannot be compared, in words
 * @param examples the first differences, one line each
 * @param incomparable whether a remark makes the result worth nothing, such as a missing table or column
 */
public record TableReport(
        TablePair table,
        long mysqlRows,
        long databendRows,
        long missing,
        long surplus,
        long different,
        List<String> remarks,
        List<String> examples,
        boolean incomparable) {
    public TableReport {
        remarks = List.copyOf(remarks);
        examples = List.copyOf(examples);
    }

    /** Whether both sides agree in every row and column. */
    public boolean agrees() {
        return missing == 0 && surplus == 0 && different == 0 && !incomparable;
    }
}
