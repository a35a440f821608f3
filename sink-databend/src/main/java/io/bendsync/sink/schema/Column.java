package io.bendsync.sink.schema;

/**
 * A column of a table.
 *
 * @param filling what rows that are there before the column hold in it, in Databend's SQL; empty for NULL
 */
public record Column(String name, ColumnType type, boolean nullable, String filling) {
    /** A column that is empty in older rows. */
    public Column(String name, ColumnType type, boolean nullable) {
        this(name, type, nullable, "");
    }
}
