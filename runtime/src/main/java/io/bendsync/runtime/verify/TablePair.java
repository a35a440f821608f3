package io.bendsync.runtime.verify;

import io.bendsync.runtime.pipeline.TableRule;
import java.util.Optional;

/**
 * A table of MySQL's and its copy in Databend.
 *
 * @param rule what the pipeline file says of this table alone
 * @param softDelete the column in Databend with the time of a row's delete, empty where deleted rows go
 * @param zeroDates what becomes of dates that no calendar has
 */
public record TablePair(
        String mysqlDatabase,
        String mysqlTable,
        String databendDatabase,
        String databendTable,
        Optional<TableRule> rule,
        String softDelete,
        ZeroDates zeroDates) {
    /** A copy that should be the same in every row and column. */
    public TablePair(String mysqlDatabase, String mysqlTable, String databendDatabase, String databendTable) {
        this(mysqlDatabase, mysqlTable, databendDatabase, databendTable, Optional.empty(), "", ZeroDates.NULL);
    }

    @Override
    public String toString() {
        return mysqlDatabase + "." + mysqlTable;
    }
}
