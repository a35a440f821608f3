package io.bendsync.sink.buffer;

import io.bendsync.sink.record.RowShape;
import java.util.BitSet;
import java.util.List;

/**
 * Rows that are ready to be loaded, all writes and each of another key.
 *
 * @param content of the file that holds them
 * @param rows how many there are
 * @param nulls the columns in which any of them holds NULL
 */
public record EncodedRows(RowShape shape, List<byte[]> content, int rows, BitSet nulls) {}
