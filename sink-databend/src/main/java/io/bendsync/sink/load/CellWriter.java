package io.bendsync.sink.load;

import org.apache.parquet.io.api.RecordConsumer;

/** Writes the values of one column into a Parquet file. Called once per cell: must not allocate without need. */
@FunctionalInterface
interface CellWriter {
    /**
     * Writes one value.
     *
     * @param value never null
     * @throws IllegalArgumentException if the value does not fit the column type
     */
    void write(RecordConsumer out, Object value);
}
