package io.bendsync.sink.buffer;

import io.bendsync.sink.databend.TableName;
import io.bendsync.sink.record.Change;
import java.util.List;

/**
 * Rows for one table, to be written by one flush.
 *
 * @param truncate whether all rows that stand in the table go first
 * @param changes writes and deletes; of each key at most one where rows have keys
 */
public record TableBatch(TableName table, boolean truncate, List<Change> changes) {}
