package io.bendsync.sink.load;

/**
 * A row of a file.
 *
 * @param values in the order of the file's columns, null for NULL
 * @param deleted whether the row with this key is to go
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; rows are many, copies would cost.
record FileRow(Object[] values, boolean deleted) {}
