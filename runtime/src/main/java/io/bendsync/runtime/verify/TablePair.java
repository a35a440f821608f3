package io.bendsync.runtime.verify;

/** A table of MySQL's and its copy in Databend. */
public record TablePair(String mysqlDatabase, String mysqlTable, String databendDatabase, String databendTable) {
    @Override
    public String toString() {
        return mysqlDatabase + "." + mysqlTable;
    }
}
